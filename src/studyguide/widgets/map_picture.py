"""The map of towns as a still picture: SVG by hand, so that a kernel without matplotlib has it too."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from .base import ASSETS

SQUEEZE = math.cos(math.radians(55))
"""A degree of longitude in degrees of latitude, at the standard parallel."""
WIDTH, GAP = 480, 10
LETTER = 5.6
"""How wide a letter of a label is, on the average."""
Box = tuple[float, float, float, float]


@cache
def lines(name: str) -> tuple[str, int]:
    """The path of ``LAND`` or ``RIVERS`` in the front end's module, and its parts of a degree; steps stay steps."""
    source = (ASSETS / "map-land.js").read_text(encoding="utf-8")
    found = re.search(rf"export const {name} = (\[.*?\n\]);", source, re.DOTALL)
    unit = re.search(r"export const UNIT = (\d+);", source)
    if not found or not unit:
        raise ValueError(f"map-land.js: there is no {name}, or no UNIT; make it again by make_map_land.py")
    end = "z" if name == "LAND" else ""
    path = "".join(f"M{x} {y}l{' '.join(map(str, steps))}{end}" for x, y, *steps in json.loads(found[1]))
    return path, int(unit[1])


def height(view: Mapping[str, Any]) -> float:
    """The height of a view that is as wide as the picture."""
    return float(WIDTH * (view["north"] - view["south"]) / ((view["east"] - view["west"]) * SQUEEZE))


def spot(view: Mapping[str, Any], town: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where the town lies in the view, or None when it lies outside."""
    if not (view["west"] < town["lon"] < view["east"] and view["south"] < town["lat"] < view["north"]):
        return None
    scale = WIDTH / ((view["east"] - view["west"]) * SQUEEZE)
    return (town["lon"] - view["west"]) * SQUEEZE * scale, (view["north"] - town["lat"]) * scale


def _apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def _away(box: Box, spot: tuple[float, float]) -> float:
    return math.hypot(max(box[0] - spot[0], 0, spot[0] - box[2]), max(box[1] - spot[1], 0, spot[1] - box[3]))


def labels(spots: Mapping[str, tuple[float, float]], high: float) -> list[str]:
    """A name beside each spot where there is room for it; the first ones choose first."""
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in spots.values()]
    written = []
    for rank, (name, (x, y)) in enumerate(spots.items()):
        wide = LETTER * len(name)
        for anchor, left, line in (
            ("start", x + 7, y + 4),
            ("end", x - 7 - wide, y + 4),
            ("middle", x - wide / 2, y - 7),
            ("middle", x - wide / 2, y + 15),
            ("middle", x - wide / 2, y - 12),
        ):
            box = (left, line - 9, left + wide, line + 3)
            fits = left >= 0 and left + wide <= WIDTH and box[1] >= 0 and box[3] <= high
            # A name must not seem to be another dot's; the first two are named in any case.
            own = rank < 2 or all(_away(box, (x, y)) <= _away(box, other) for other in spots.values())
            if fits and own and all(_apart(box, other) for other in taken):
                taken.append(box)
                at = {"start": left, "end": left + wide, "middle": x}[anchor]
                written.append(f'<text x="{at:.0f}" y="{line:.0f}" text-anchor="{anchor}">{escape(name)}</text>')
                break
    return written


def panel(view: Mapping[str, Any], towns: Sequence[Mapping[str, Any]], top: float) -> str:
    """One view with its dots and names."""
    path, unit = lines("LAND")
    rivers, _ = lines("RIVERS")
    high = height(view)
    scale = WIDTH / ((view["east"] - view["west"]) * SQUEEZE)
    matrix = (SQUEEZE * scale / unit, 0, 0, -scale / unit, -view["west"] * SQUEEZE * scale, view["north"] * scale)
    numbers = " ".join(f"{number:.5g}" for number in matrix)
    first = sorted(towns, key=lambda town: -len(town["things"]))
    found = {town["name"]: place for town in first if (place := spot(view, town))}
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in found.values())
    return (
        f'<svg y="{top:.0f}" width="{WIDTH}" height="{high:.0f}" viewBox="0 0 {WIDTH} {high:.0f}">'
        f'<g transform="matrix({numbers})"><path class="land" d="{path}"/><path class="river" d="{rivers}"/></g>'
        f'<g class="dots">{dots}</g>{"".join(labels(found, high))}'
        f'<rect class="frame" width="{WIDTH}" height="{high:.0f}"/></svg>\n'
    )


def picture(views: Sequence[Mapping[str, Any]], towns: Sequence[Mapping[str, Any]], alternative: str) -> str:
    """The views, one below the other."""
    top, panels = 0.0, ""
    for view in views:
        panels += panel(view, towns, top)
        top += height(view) + GAP
    return (
        f'<svg class="map-still" role="img" aria-label="{escape(alternative)}" viewBox="0 0 {WIDTH} {top - GAP:.0f}">\n'
        f"{panels}</svg>"
    )

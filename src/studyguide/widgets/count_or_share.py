"""Count or share: one decline by three measures, each of which shows something and hides something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from studyguide.data.show import Picture, table

from .base import CourseWidget, module

RIVALS = {1918: "other-1918-syndicalists", 1919: "other-1919-anarchists", 1920: "other-1920-anarchists"}
"""The other count of each convention. No series: another body made each, by another definition."""
SOURCES = {
    "topwar-anarchists": "topwar.ru, no year",
    "mcbride1920": "McBride 1920",
    "nosach-2177": "Nosach, no year",
    "ilp1920": "Central Council of Trade Unions 1920",
}
"""How the widget names the works that the table of claims cites."""
MEASURES = {"count": "delegates", "share": "per cent of all delegates", "members": "thousand members"}
"""What can be shown, and the name of its axis."""
BASES = ("norm", "one", "average")
"""Members for one delegate: Maximoff's 3,000-3,500; the number behind his printed members; each convention's own."""
SCALES = {"count": (30, 10), "share": (7, 2), "members": (160, 50)}
"""For each measure the end of its axis, and the step between two lines. The module draws to the same scales."""
Band = tuple[float, float]


def thousands(band: Band) -> str:
    """Members, rounded to thousands, as the inputs bear no more; half a thousand goes up, as in the module."""
    low, high = (int(value / 1000 + 0.5) for value in band)
    return f"about {low:,},000" if low == high else f"{low:,},000 to {high:,},000"


class CountOrShare(CourseWidget):
    """Three conventions by count, by share, or by estimated members; the drawing never joins the marks.

    ``claims`` are the rows of the table ``conventions``; ``places`` says where paragraphs stand
    (`studyguide.data.places.addresses`). ``measure`` is one of MEASURES, ``basis`` one of BASES and matters for
    members only.
    """

    name = "count-or-share"
    shared = ("measure", "basis")
    _esm = module("count-or-share.js")

    conventions = traitlets.List(traitlets.Dict()).tag(sync=True)
    norm = traitlets.List(traitlets.Int()).tag(sync=True)
    one = traitlets.Int().tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    measure = traitlets.Unicode("count").tag(sync=True)
    basis = traitlets.Unicode("norm").tag(sync=True)

    def __init__(
        self, claims: Iterable[Mapping[str, Any]], places: Mapping[str, str] | None = None, **traits: Any
    ) -> None:
        """Take from the claims what the three measures need; KeyError names a claim that is missing."""
        known = {row["claim"]: row for row in claims}
        conventions = [_convention(known, year) for year in RIVALS]
        used = {each["his"]["paragraph"] for each in conventions}
        last = conventions[-1]["his"]
        super().__init__(
            conventions=conventions,
            norm=[known["maximoff-1918-norm-low"]["value"], known["maximoff-1918-norm-high"]["value"]],
            one=round(last["members"] / last["delegates"]),
            places={name: place for name, place in sorted((places or {}).items()) if name in used},
            **traits,
        )

    @traitlets.validate("measure")
    def _measure(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if value not in MEASURES:
            raise traitlets.TraitError(f"measure: {value!r} is none of {', '.join(MEASURES)}")
        return value

    @traitlets.validate("basis")
    def _basis(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if value not in BASES:
            raise traitlets.TraitError(f"basis: {value!r} is none of {', '.join(BASES)}")
        return value

    def members(self, who: str, basis: str) -> list[Band]:
        """For each convention the least and the most members behind the delegates of ``his`` or ``rival``."""
        found = []
        for each in self.conventions:
            average = each["all"]["members"] / each["all"]["delegates"]
            low, high = {"norm": self.norm, "one": (self.one, self.one), "average": (average, average)}[basis]
            found.append((each[who]["delegates"] * low, each[who]["delegates"] * high))
        return found

    def shares(self, who: str) -> list[float]:
        """For each convention the delegates of ``his`` or ``rival`` in per cent of all."""
        return [100 * each[who]["delegates"] / each["all"]["delegates"] for each in self.conventions]

    def static_html(self) -> str:
        """The chosen measure as a figure, and all three in tables: the counts with whom they count, and the members."""
        rows, sums = [], []
        for who, label in (("his", "Maximoff"), ("rival", "another count")):
            bands = {basis: self.members(who, basis) for basis in BASES}
            for i, (each, share) in enumerate(zip(self.conventions, self.shares(who), strict=True)):
                name = f"{each['year']}, {label}"
                source = each[who]["paragraph"] or each[who]["source"]
                counted = f"{each[who]['delegates']}: {share:.1f} per cent of {each['all']['delegates']:,}"
                rows.append((name, counted, f"{each[who]['definition']} ({source})"))
                sums.append((name, *(thousands(bands[basis][i]) for basis in BASES)))
        low, high = self.norm
        counts = table("Delegates and share", ("Convention", "Delegates", "Whom it counts"), rows)
        members = table(
            "Members, rounded to thousands: the delegates, multiplied",
            ("Convention", f"at {low:,} to {high:,} each", f"at {self.one:,} each", "at its own average"),
            sums,
        )
        # The class brings the widget's own colours to the static figure.
        return (
            f'<div class="widget-count-or-share widget-drawing">\n{self._figure()._repr_html_()}\n</div>\n'
            f"{counts._repr_html_()}\n{members._repr_html_()}"
        )

    def _values(self, who: str) -> list[Band]:
        """What the chosen measure draws: both ends are the same where it gives one number."""
        if self.measure == "count":
            return [(each[who]["delegates"],) * 2 for each in self.conventions]
        if self.measure == "share":
            return [(share, share) for share in self.shares(who)]
        return [(low / 1000, high / 1000) for low, high in self.members(who, self.basis)]

    def _figure(self) -> Picture:
        """The first state, drawn by hand: a browser's kernel has no matplotlib."""
        end, step = SCALES[self.measure]
        axis, places = MEASURES[self.measure], 1 if self.measure == "share" else 0
        parts = [f'<text class="tick" x="0" y="10">{axis}</text>']
        for tick in range(0, end + 1, step):
            y = _y(tick, end)
            parts.append(f'<line class="grid" x1="26" x2="320" y1="{y}" y2="{y}" stroke="#bbb"/>')
            parts.append(f'<text class="tick" x="20" y="{y + 4}" text-anchor="end">{tick}</text>')
        spoken = []
        for i, each in enumerate(self.conventions):
            centre = 75 + 98 * i
            parts.append(f'<text class="name" x="{centre}" y="226" text-anchor="middle">{each["year"]}</text>')
            for who, side in (("his", -16), ("rival", 16)):
                low, high = self._values(who)[i]
                x, said = centre + side, _said(low, high, places)
                parts += [_mark(who, x, _y(value, end)) for value in sorted({low, high})]
                y = _y(high, end) - 11
                parts.append(f'<text class="{who}-value" x="{x}" y="{y:g}" text-anchor="middle">{said}</text>')
                spoken.append(f"{each['year']}, {'Maximoff' if who == 'his' else 'another count'}: {said}")
        svg = f'<svg viewBox="0 0 320 232" xmlns="http://www.w3.org/2000/svg" font-size="11">{"".join(parts)}</svg>'
        caption = (
            f"In {axis}. Discs: Maximoff’s figures. Open diamonds: another count of each convention, each of other "
            "people by another definition; no series."
        )
        return Picture(svg, f"Marks, in {axis}. {'; '.join(spoken)}.", caption)


def _convention(known: Mapping[str, Mapping[str, Any]], year: int) -> dict[str, Any]:
    """One convention: his figures, the other count, and all who were there."""

    def taken(claim: str) -> dict[str, Any]:
        row = known[claim]
        return {
            "delegates": row["value"],
            "definition": row["definition"],
            "paragraph": row["paragraph"],
            "source": SOURCES.get(row["citation"], row["citation"]),
        }

    his, whole = taken(f"maximoff-{year}-delegates"), taken(f"all-{year}-delegates")
    his["members"] = known[f"maximoff-{year}-members"]["value"]
    whole["members"] = known[f"all-{year}-members"]["value"]
    return {"year": year, "his": his, "rival": taken(RIVALS[year]), "all": whole}


def _y(value: float, end: float) -> float:
    """Where a value stands in the drawing."""
    return round(208 - 180 * value / end, 1)


def _said(low: float, high: float, places: int) -> str:
    """A figure as the drawing says it: half a thousand goes up, as in the module."""
    least, most = (f"{value:.1f}" if places else f"{int(value + 0.5)}" for value in (low, high))
    return least if least == most else f"{least}–{most}"


def _mark(who: str, x: float, y: float) -> str:
    """A disc for Maximoff, an open diamond for the others."""
    if who == "his":
        return f'<circle class="his" cx="{x}" cy="{y}" r="5" fill="#1f5f8b"/>'
    points = f"{x},{y - 6:g} {x + 6},{y} {x},{y + 6:g} {x - 6},{y}"
    return f'<polygon class="rival" points="{points}" fill="none" stroke="#a8481f" stroke-width="2"/>'

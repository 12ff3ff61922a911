"""The timeline: what happened, and when each text was written, by either calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import traitlets

from studyguide.data.dates import REFORM, first_day, last_day, span_in_words

from .base import CourseWidget, module

THEMES = {
    "movement": "Movement",
    "unions": "Unions and committees",
    "party": "Party and state",
    "repression": "Repression",
    "texts": "Texts: written, printed",
}
"""The themes of the table, and what they are called. The last has a lane of its own."""
FIRST, LAST = 1893, 1953
"""The years that can be shown. What has no end, or a later one, runs out of the picture."""
DENSE = (1917, 1923)
"""Most events lie in these years: each has STRETCH times the width of another."""
STRETCH = 8
WIDTH, PAD, LEVEL, HEAD, FOOT = 320, 5, 9.5, 16, 16
SHAPES = {
    "movement": "M-3.3 0a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0-6.6 0z",
    "unions": "M-3-3h6v6h-6z",
    "party": "M0-4.1 4.1 0 0 4.1-4.1 0z",
    "repression": "M0-3.8 4 3.1h-8z",
    "texts": "M-2.2-3.7h4.4v7.4h-4.4z",
}
"""Themes differ by shape as well as by colour. The module draws the same paths."""


def entry(row: Mapping[str, Any], works: Mapping[str, str]) -> dict[str, Any]:
    """A row of the table as the module takes it, its dates in words; ValueError, with the row’s id, at a bad date."""
    begins, ends, known = row["begins"], row["ends"], row["old_style"]
    try:
        first, last = first_day(begins), last_day(ends) if ends else None
    except ValueError as error:
        raise ValueError(f"timeline: {row['id']}: {error}") from error
    if last and last < first:
        raise ValueError(f"timeline: {row['id']} ends before it begins: {begins}, {ends}")
    if row["theme"] not in THEMES:
        raise ValueError(f"timeline: {row['id']}: theme {row['theme']!r} is none of {', '.join(THEMES)}")
    new = span_in_words(begins, ends)
    if known:
        new += " N.S."
    elif first < REFORM and len(begins) > 4:  # a year is the same by both calendars, as near as matters here
        new += " (calendar not stated)"
    return {
        "id": row["id"],
        "from": first.isoformat(),
        "to": last.isoformat() if last else "",
        "new": new,
        "old": f"{known} O.S." if known else "",
        "title": row["title"],
        "text": row["text"],
        "theme": row["theme"],
        "certainty": row["certainty"],
        "paragraphs": (row["paragraph"] or "").split(),
        "sources": "; ".join(works.get(key, key) for key in (row["citation"] or "").split()),
    }


class Timeline(CourseWidget):
    """Events and texts on two lanes, with a list that says the same.

    ``entries``: the rows, in the order of time. ``places``: where their paragraphs stand, relative to ``book/``.
    ``style``: "new" or "old", the calendar. ``themes``: those shown, divided by spaces. ``first`` and ``last``: the
    years shown.
    """

    name = "timeline"
    shared = ("style", "themes", "first", "last")
    _esm = module("timeline.js")

    entries = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    style = traitlets.Unicode("new").tag(sync=True)
    themes = traitlets.Unicode(" ".join(THEMES)).tag(sync=True)
    first = traitlets.Int(FIRST).tag(sync=True)
    last = traitlets.Int(LAST).tag(sync=True)

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        places: Mapping[str, str] | None = None,
        works: Mapping[str, str] | None = None,
        **traits: Any,
    ) -> None:
        """``rows`` of the table; ``places`` of the paragraphs; ``works``: what the keys of works are called."""
        entries = sorted((entry(row, works or {}) for row in rows), key=lambda each: (each["from"], each["to"] or "9"))
        used = {paragraph for each in entries for paragraph in each["paragraphs"]}
        known = {paragraph: place for paragraph, place in (places or {}).items() if paragraph in used}
        super().__init__(entries=entries, places=known, **traits)

    @traitlets.validate("style")
    def _calendar(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if value not in ("new", "old"):
            raise traitlets.TraitError(f"style: {value!r} is neither new nor old")
        return value

    @traitlets.validate("themes")
    def _known(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if unknown := set(value.split()) - THEMES.keys():
            raise traitlets.TraitError(f"themes: {', '.join(sorted(unknown))} is none of {', '.join(THEMES)}")
        return value

    @traitlets.validate("first", "last")
    def _year(self, proposal: dict[str, Any]) -> int:
        value: int = proposal["value"]
        if not FIRST <= value <= LAST:
            raise traitlets.TraitError(f"{proposal['trait'].name}: {value} is not between {FIRST} and {LAST}")
        return value

    def shown(self) -> list[dict[str, Any]]:
        """The entries of the themes and years that are chosen."""
        first, last = sorted((self.first, self.last))
        return [
            each
            for each in self.entries
            if each["theme"] in self.themes.split()
            and int(each["from"][:4]) <= last
            and int(each["to"][:4] or LAST) >= first
        ]

    def static_html(self) -> str:
        """The picture and the list of the first state, each date by both calendars."""
        items = "\n".join(self._item(each) for each in self.shown())
        return f'<div class="widget-timeline">\n{self._figure()}\n<ul class="timeline-list">\n{items}\n</ul>\n</div>'

    def _item(self, each: Mapping[str, Any]) -> str:
        when = f"{each['new']} ({each['old']})" if each["old"] else each["new"]
        places = [
            # The widget stands on a page in a folder below ``book/``.
            f'<a href="../{escape(self.places[name])}">{name}</a>' if name in self.places else name
            for name in each["paragraphs"]
        ]
        said = [THEMES[each["theme"]], *([each["certainty"]] if each["certainty"] != "certain" else []), *places]
        sources = f'<span class="timeline-sources">Source: {escape(each["sources"])}</span>' if each["sources"] else ""
        return (
            f'<li><strong class="timeline-date">{escape(when)}</strong>\n<span class="timeline-title">'
            f"{escape(each['title'])}</span>\n<p>{escape(each['text'])}</p>\n"
            f'<p class="timeline-facts">{" · ".join(said)} {sources}</p></li>'
        )

    def _figure(self) -> str:
        scale, lanes = Scale(*sorted((self.first, self.last))), (list(THEMES)[:-1], list(THEMES)[-1:])
        parts, top = [], 0.0
        for title, themes in zip(("What happened", "When the texts were written or printed"), lanes, strict=True):
            placed = scale.pack([each for each in self.shown() if each["theme"] in themes])
            parts.append(f'<text class="name" x="0" y="{top + 11:g}">{title}</text>')
            parts += [_mark(each, start, end, top + HEAD + LEVEL * (level + 0.5)) for each, start, end, level in placed]
            top += HEAD + LEVEL * (max((level for *_, level in placed), default=0) + 1) + 4
        grid = [
            f'<line class="grid" x1="{scale.x(date(year, 1, 1)):.1f}" x2="{scale.x(date(year, 1, 1)):.1f}" y1="0" '
            f'y2="{top:g}"/><text class="tick" x="{scale.x(date(year, 1, 1)) + 1:.1f}" y="{top + 11:g}">{year}</text>'
            for year in scale.ticks()
        ]
        said = (
            f"{len(self.shown())} entries on a line of years from {scale.first} to {scale.last}, on two lanes; "
            "the list below has each of them."
        )
        return (
            f'<figure class="figure"><div class="widget-drawing"><svg role="img" aria-label="{said}" '
            f'viewBox="0 0 {WIDTH} {top + FOOT:g}">{"".join(grid)}{"".join(parts)}</svg></div>\n<figcaption>Filled: '
            "the date is certain. Hollow: by the text alone. Dashed bars: contested; the date lies within. A year from "
            f"{DENSE[0]} to {DENSE[1]} has {STRETCH} times the width of another.</figcaption></figure>"
        )


def _mark(each: Mapping[str, Any], start: float, end: float, y: float) -> str:
    """One entry of the picture: its shape, and a bar or a line where it lasts or is contested."""
    contested, line, shape = each["certainty"] == "contested", "", start if end - start > 8 else (start + end) / 2
    if contested:
        line = f'<rect class="span" x="{start:.1f}" y="{y - 3:.1f}" width="{max(8, end - start):.1f}" height="6"/>'
    elif not each["to"]:
        line = f'<path class="lasts" d="M{shape:.1f} {y:.1f}H{WIDTH} m-3-3 3 3-3 3"/>'
    elif end - start > 8:
        line = f'<line class="lasts" x1="{start:.1f}" x2="{end:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    kind = each["certainty"].replace(" ", "-")
    return (
        f'<g class="mark {each["theme"]} {kind}"><title>{escape(each["new"])}: {escape(each["title"])}</title>{line}'
        f'<path transform="translate({shape:.1f} {y:.1f})" d="{SHAPES[each["theme"]]}"/></g>'
    )


class Scale:
    """Where a day stands in the picture: each year of DENSE is STRETCH times as wide as another."""

    def __init__(self, first: int, last: int) -> None:
        """The first and the last year shown."""
        self.first, self.last = first, last
        self._total = sum(map(self._weight, range(first, last + 1)))

    @staticmethod
    def _weight(year: int) -> int:
        return STRETCH if DENSE[0] <= year <= DENSE[1] else 1

    def x(self, day: date) -> float:
        """The place of a day, held within the picture."""
        if day.year < self.first:
            return PAD
        if day.year > self.last:
            return WIDTH - PAD
        before = sum(map(self._weight, range(self.first, day.year)))
        passed = (day - date(day.year, 1, 1)).days / 366
        return PAD + (WIDTH - 2 * PAD) * (before + self._weight(day.year) * passed) / self._total

    def ticks(self) -> list[int]:
        """Years to name: the ends of the wide part first, then what has room."""
        wanted = [self.first, DENSE[0], DENSE[1] + 1, *range(self.first, self.last + 1)]
        named: list[int] = []
        for year in wanted:
            here = self.x(date(year, 1, 1))
            if self.first <= year <= self.last and all(abs(here - self.x(date(other, 1, 1))) >= 27 for other in named):
                named.append(year)
        return sorted(year for year in named if self.x(date(year, 1, 1)) <= WIDTH - 24)

    def pack(self, entries: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], float, float, int]]:
        """Give each entry its place and the first level on which it touches no other."""
        ends: list[float] = []
        placed = []
        for each in entries:
            start = self.x(date.fromisoformat(each["from"]))
            end = self.x(date.fromisoformat(each["to"])) if each["to"] else WIDTH - PAD
            middle = start if end - start > 8 else (start + end) / 2
            left, right = min(start, middle - 4.2), max(end, middle + 4.2, start + 8)
            level = next((i for i, taken in enumerate(ends) if taken < left), len(ends))
            ends[level : level + 1] = [right]
            placed.append((each, start, end, level))
        return placed

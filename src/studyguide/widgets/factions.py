"""Factions: who stood with and against whom in the party, 1920–1923; a matrix, and the same ties as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import traitlets

from studyguide.data.show import Picture, table

from .base import CourseWidget, module
from .faction_names import GROUPS, PEOPLE, WORKS

Tie = dict[str, Any]
YEARS = (0, 1920, 1921, 1922, 1923)
"""What can be chosen; 0 stands for all of them, and for what comes later or has no year."""
KINDS = {
    "member": "belonged to or signed for",
    "supported": "supported or acted for",
    "opposed": "opposed",
    "punished": "was investigated or punished by",
    "negotiated": "was in talks with",
    "executed": "was later put to death under",
}
"""Each kind of tie as the words between the one whose it is and the other."""
WIDTH, LEFT, CELL, TOP = 320, 122, 15, 122
"""The drawing's measures; the module draws by the same ones."""
SHOWN = ("from", "to", "kind", "begins", "ends", "text", "paragraph", "citation", "certainty")
"""The columns that the module reads."""
SHAPES = {
    "member": "M-4-4H4V4H-4Z",
    "supported": "M0-4.2A4.2 4.2 0 1 1 0 4.2A4.2 4.2 0 1 1 0-4.2Z",
    "opposed": "M-4-4L4 4M4-4L-4 4",
    "punished": "M0-5L5 0L0 5L-5 0Z",
    "negotiated": "M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z",
    "executed": "M0-5V5M-3.5-2H3.5",
}
"""Each kind's mark, around its middle. The module has the same."""
PAINT = {
    "member": 'fill="var(--fig-1, #1f5f8b)"',
    "supported": 'fill="var(--fig-3, #5b6b1e)"',
    "opposed": 'stroke="var(--fig-2, #a8481f)" stroke-width="2"',
    "punished": 'fill="none" stroke="var(--fig-2, #a8481f)" stroke-width="1.6"',
    "negotiated": 'fill="none" stroke="var(--fig-3, #5b6b1e)" stroke-width="1.6"',
    "executed": 'stroke="var(--fig-ink, #1f1d1a)" stroke-width="1.6"',
}


def name_of(one: str) -> str:
    """What a person or group is called; KeyError when the widget does not know the id."""
    return PEOPLE.get(one) or GROUPS[one]


def phrase(one: str) -> str:
    """The same inside a sentence: a group whose name is not a proper one gets its article."""
    name = name_of(one)
    if one in PEOPLE or "’s " in name or name == "Workers’ Truth":
        return name
    return f"the {name.removeprefix('The ')}"


def years_of(tie: Mapping[str, Any]) -> str:
    """The years for which a tie is shown."""
    begins, ends = tie["begins"], tie["ends"]
    return f"{begins}–{ends}" if ends else str(begins) if begins else "no year given"


class Factions(CourseWidget):
    """Ties between people and groups; the reader chooses one of them, and a year.

    ``ties`` are the rows of the table ``factions``; ``places`` says where paragraphs stand
    (`studyguide.data.places.addresses`). ``chosen`` is the id of a person or group, or empty; ``year`` one of YEARS;
    ``mixed`` whether only those people are shown whose ties put them on more than one side.
    """

    name = "factions"
    shared = ("chosen", "year", "mixed")
    _esm = module("factions.js")

    ties = traitlets.List(traitlets.Dict()).tag(sync=True)
    people = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    groups = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    both = traitlets.List(traitlets.Unicode()).tag(sync=True)
    works = traitlets.Dict().tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    year = traitlets.Int(0).tag(sync=True)
    mixed = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, ties: Iterable[Mapping[str, Any]], places: Mapping[str, str] | None = None, **traits: Any
    ) -> None:
        """Take the rows; KeyError names a person, group, kind or work that the widget cannot draw."""
        rows = [dict(tie) for tie in ties]
        for tie in rows:
            if tie["kind"] not in KINDS:
                raise KeyError(tie["kind"])
            name_of(tie["from"])
            name_of(tie["to"])
        named = {one for tie in rows for one in (tie["from"], tie["to"])}
        first = {part.split("-")[0] for tie in rows for part in tie["paragraph"].split()}
        cited = {work for tie in rows for work in tie["citation"].split()}
        super().__init__(
            ties=[{column: tie[column] for column in SHOWN if tie[column] not in ("", None)} for tie in rows],
            people=[[one, label] for one, label in PEOPLE.items() if one in named],
            groups=[[one, label, phrase(one)] for one, label in GROUPS.items() if one in named],
            both=[one for one in PEOPLE if {"with", "against"} <= {tie["side"] for tie in rows if tie["from"] == one}],
            works={work: WORKS[work] for work in sorted(cited)},
            places={name: place for name, place in sorted((places or {}).items()) if name in first},
            **traits,
        )

    @traitlets.validate("year")
    def _year(self, proposal: dict[str, Any]) -> int:
        value: int = proposal["value"]
        if value not in YEARS:
            raise traitlets.TraitError(f"year: {value} is none of {', '.join(map(str, YEARS))} (0: all)")
        return value

    @traitlets.validate("chosen")
    def _chosen(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if value and value not in PEOPLE and value not in GROUPS:
            raise traitlets.TraitError(f"chosen: there is no person or group {value!r} here")
        return value

    def shown(self) -> list[Tie]:
        """The ties of the present choice, each with all its columns."""
        full = [{column: tie.get(column, "") for column in SHOWN} for tie in self.ties]
        return [tie for tie in full if self._holds(tie)]

    def _holds(self, tie: Tie) -> bool:
        ends = (tie["from"], tie["to"])
        in_year = not self.year or (tie["begins"] and tie["begins"] <= self.year <= (tie["ends"] or tie["begins"]))
        of_chosen = not self.chosen or self.chosen in ends
        return bool(in_year and of_chosen and (not self.mixed or set(ends) & set(self.both)))

    def static_html(self) -> str:
        """The matrix, and the same ties in words."""
        listed = table(
            "The ties, with their sources",
            ("Tie", "Years", "What the source says", "Where", "Certainty"),
            [
                (
                    f"{name_of(tie['from'])} {KINDS[tie['kind']]} {phrase(tie['to'])}",
                    years_of(tie),
                    tie["text"],
                    self.source(tie),
                    tie["certainty"],
                )
                for tie in self.shown()
            ],
        )
        return self._picture()._repr_html_() + "\n" + listed._repr_html_()

    def source(self, tie: Tie) -> str:
        """Where a tie stands: paragraphs of the pamphlet, then works."""
        paragraphs = tie["paragraph"].replace("-", "–").split()
        return "; ".join(paragraphs + [self.works[work] for work in tie["citation"].split()])

    def _picture(self) -> Picture:
        people, groups = [one for one, _ in self.people], [one for one, *_ in self.groups]
        bottom = TOP + CELL * len(people)
        parts = [f'<svg viewBox="0 0 {WIDTH} {bottom + 4}" class="factions-matrix">']
        for i, (one, label) in enumerate(self.people):
            y = TOP + CELL * i
            mark = "◐ " if one in self.both else ""
            parts.append(
                f'<path d="M0 {y}H{WIDTH}" stroke="var(--fig-grid, #d8d2c6)" stroke-width=".6"/>'
                f'<text x="0" y="{y + 11}" font-size="11" fill="var(--fig-ink, #1f1d1a)">{escape(mark + label)}</text>'
            )
        for i, (_, label, _) in enumerate(self.groups):
            x = LEFT + CELL * i
            parts.append(
                f'<path d="M{x} {TOP}V{bottom}" stroke="var(--fig-grid, #d8d2c6)" stroke-width=".6"/>'
                f'<text transform="translate({x + 11} {TOP - 5}) rotate(-90)" font-size="11" '
                f'fill="var(--fig-ink, #1f1d1a)">{escape(label)}</text>'
            )
        cells: dict[tuple[int, int], list[str]] = {}
        for tie in self.shown():
            for person, group in ((tie["from"], tie["to"]), (tie["to"], tie["from"])):
                if person in people and group in groups:
                    kinds = cells.setdefault((people.index(person), groups.index(group)), [])
                    if tie["kind"] not in kinds:
                        kinds.append(tie["kind"])
        for (row, column), kinds in cells.items():
            middle = (LEFT + CELL * (column + 0.5), TOP + CELL * (row + 0.5))
            # Several in one cell stand on its diagonal, smaller.
            size, spread = ((1, 0), (0.68, 7), (0.5, 9))[min(len(kinds), 3) - 1]
            for i, kind in enumerate(kinds):
                off = spread * (i / max(1, len(kinds) - 1) - 0.5) if spread else 0
                at = f"translate({middle[0] + off:g} {middle[1] + 0.6 * off:g}) scale({size})"
                parts.append(f'<path transform="{at}" d="{SHAPES[kind]}" {PAINT[kind]}/>')
        parts.append("</svg>")
        return Picture(
            "".join(parts),
            f"A matrix of {len(people)} people and {len(groups)} groups. All its ties stand in the table below it.",
            "A square: belonged to or signed for. A full disc: supported or acted for. A cross: opposed. A diamond: "
            "was investigated or punished by. A ring: was in talks with. ◐: ties on more than one side. What people "
            "had with people, and groups with groups, stands in the table alone.",
        )

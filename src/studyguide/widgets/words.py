"""Words: a concordance, and where along each text a word stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import traitlets

from studyguide.data import words
from studyguide.data.show import Picture, table

from .base import CourseWidget, module

EXAMPLES = ("anarch", "Lenin", "terror", "factory committee", "counter-revolution")
"""What stands there before the reader has typed anything."""
SOURCE = "../../downloads/"
"""Where a page below ``book/…/`` finds the plain texts that the site publishes."""
WIDTH, LABELS, ROW, HEAD, FOOT = 340, 116, 20, 18, 16
INK = {name: f"var(--fig-{name}, {fallback})" for name, fallback in (("ink", "#1f1d1a"), ("muted", "#5d574e"))}
GRID, OWN, QUOTED = "var(--fig-grid, #d8d2c6)", "var(--fig-1, #1f5f8b)", "var(--fig-2, #a8481f)"


class Words(CourseWidget):
    """Every place where a word stands in the texts, whose words those are, and how often per thousand.

    ``texts`` are those of ``studyguide.data.words.corpus``; ``places`` are the addresses of their paragraphs. ``word``
    is what is looked for, ``whole`` whether as a whole word, ``whose`` is ``all``, ``own`` or ``quoted``, ``among`` the
    sigla of the texts that are searched. A page gets the lengths of the paragraphs instead of the texts, which the
    module then takes from the plain texts of the site, once they are asked for.
    """

    name = "words"
    shared = ("word", "whole", "whose", "among")
    _esm = module("words.js")

    texts = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    examples = traitlets.List(traitlets.Dict()).tag(sync=True)
    source = traitlets.Unicode(SOURCE).tag(sync=True)
    word = traitlets.Unicode().tag(sync=True)
    whole = traitlets.Bool(False).tag(sync=True)
    whose = traitlets.Unicode("all").tag(sync=True)
    among = traitlets.Unicode("STC").tag(sync=True)

    def __init__(self, texts: Sequence[words.Text], places: Mapping[str, str] | None = None, **traits: Any) -> None:
        """``texts`` with their paragraphs; without ``places`` no hit leads anywhere."""
        described = [
            {**text, "words": words.words_in(text), "borders": words.borders(text, places or {})} for text in texts
        ]
        super().__init__(texts=described, places=dict(places or {}), **traits)
        self.examples = [
            {"word": word, "found": {text["siglum"]: self._marks(text, word) for text in self._shown()}}
            for word in EXAMPLES
        ]

    @traitlets.validate("word")
    def _word(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if len(value) > 60:
            raise traitlets.TraitError(f"word: {len(value)} letters are more than 60")
        return value

    @traitlets.validate("whose")
    def _whose(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if value not in words.WHOSE:
            raise traitlets.TraitError(f"whose: {value!r} is none of {', '.join(words.WHOSE)}")
        return value

    @traitlets.validate("among")
    def _among(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        if set(value) - set(words.SIGLA):
            raise traitlets.TraitError(f"among: {value!r} has other letters than {words.SIGLA}")
        return value

    def _shown(self) -> list[words.Text]:
        return words.chosen(self.texts, "STC")

    @staticmethod
    def _marks(text: words.Text, word: str) -> dict[str, list[int]]:
        """Where along a text a word stands, in thousandths: in its writer's own words, and in those quoted."""
        hits = words.find(text, word)
        return {
            "own": [round(1000 * hit.place) for hit in hits if not hit.speaker],
            "quoted": [round(1000 * hit.place) for hit in hits if hit.speaker],
        }

    def page_state(self) -> dict[str, Any]:
        """The state for a page: the paragraphs by their lengths, without their words."""
        state = super().page_state()
        state["texts"] = [{**text, "blocks": [_without_text(block) for block in text["blocks"]]} for text in self.texts]
        return state

    def static_html(self) -> str:
        """Some words as a figure, where along each text they stand, and as a table of counts and rates."""
        shown = self._shown()
        counted = table(
            "Hits, and in brackets how many that makes per 1,000 words",
            ("Word", *(text["siglum"] for text in shown)),
            [
                ("words in all", *(text["words"] for text in shown)),
                *((f"{example['word']}…", *(_cell(example, text) for text in shown)) for example in self.examples),
            ],
        )
        picture = Picture(
            self._svg(shown),
            "Where along each text five words stand. How often each does is in the table below.",
            "Each line is a text from its beginning to its end. A mark above it: the writer’s own words; below it: a "
            "quotation. The upright lines are where a session begins, with its number.",
        )
        return picture._repr_html_() + "\n" + counted._repr_html_()

    def _svg(self, shown: Sequence[words.Text]) -> str:
        parts, top = [], 0
        for text in shown:
            bottom = top + HEAD + ROW * len(self.examples)
            parts.append(_letters(0, top + 11, f"{text['siglum']}, {text['title']}", INK["ink"], bold=True))
            for place, session in text["borders"]:
                x = _x(1000 * place)
                parts.append(_path(f"M{x} {top + HEAD}V{bottom + 4}", GRID, 1))
                parts.append(_letters(x + 2, bottom + 9, session, INK["muted"]))
            for row, example in enumerate(self.examples):
                middle = top + HEAD + ROW * row + ROW // 2
                marks = example["found"][text["siglum"]]
                parts.append(_letters(0, middle + 3, f"{example['word']}…", INK["ink"]))
                parts.append(_path(f"M{LABELS} {middle}H{WIDTH}", GRID, 1))
                parts.append(_path("".join(f"M{_x(at)} {middle}v-8" for at in marks["own"]), OWN, 1.2))
                parts.append(_path("".join(f"M{_x(at)} {middle}v8" for at in marks["quoted"]), QUOTED, 1.2))
            top = bottom + FOOT
        return f'<svg viewBox="0 0 {WIDTH} {top}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'


def _without_text(block: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": block["id"], "length": len(block["text"])}
    return {**found, "quoted": block["quoted"]} if block["quoted"] else found


def _cell(example: Mapping[str, Any], text: words.Text) -> str:
    marks = example["found"][text["siglum"]]
    hits = len(marks["own"]) + len(marks["quoted"])
    rate = words.per_thousand(hits, text["words"])
    return str(hits) if rate == "–" else f"{hits} ({rate})"


def _x(thousandths: float) -> float:
    return round(LABELS + thousandths * (WIDTH - LABELS) / 1000, 1)


def _path(lines: str, colour: str, width: float) -> str:
    return f'<path d="{lines}" style="stroke: {colour}; stroke-width: {width}"/>' if lines else ""


def _letters(x: float, y: float, text: str, colour: str, *, bold: bool = False) -> str:
    weight = "; font-weight: 600" if bold else ""
    return f'<text x="{x}" y="{y}" style="font: 11px sans-serif; fill: {colour}{weight}">{escape(text)}</text>'

"""Who is speaking: a quotation's chain of hands from the speaker to the screen, and a quiz over “At the High Court”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

import traitlets

from studyguide.data.show import Picture, table

from .base import CourseWidget, module

Row = Mapping[str, Any]
SHOWN = ("hand", "stands", "role", "change", "known", "unknown", "still", "lost", "named")
"""The columns of the table of hands that the page needs; the label stands with each step."""
NAMED = {
    "text": "named in the text",
    "project": "part of this project",
    "nobody": "not named, or not for certain",
}
UNCERTAIN = re.compile(r"\((?:probably|not named)\)")
"""In the name of a speaker whom the text does not name, or leaves open."""
BETWEEN = ("retells", "writes", "prints")
"""What a hand between speaker and author does: it speaks, it puts on paper itself, it takes what is on paper."""
MOST_ROUNDS = 9_999


def _between(name: str, hands: Iterable[Row]) -> Row:
    """The row of a hand that stands in a quotation's ``via``: that with the longest fitting name."""
    fitting = [
        (len(start), row)
        for row in hands
        for start in row["names"].split("; ")
        if row["stands"] in BETWEEN and (name == start or (start[0] == "“" and name.startswith(start)))
    ]
    if not fitting:
        raise ValueError(f"hands: no row has a name for {name!r}; add it to the column 'names'")
    return max(fitting, key=lambda pair: pair[0])[1]


def steps(quotation: Row, hands: Sequence[Row]) -> list[tuple[str, str]]:
    """The hands of one quotation up to the author, each as the name of its row and what it is called.

    Whoever wrote down what was spoken is nowhere named: that hand comes after the last one that speaks, unless the
    words were on paper from the first, or were written down by the next hand itself.
    """
    one = {row["stands"]: row for row in hands}
    via = [_between(name, hands) for name in quotation["via"][:-1]]
    made = [(one["speaker"]["hand"], quotation["speaker"])]
    made += [(row["hand"], name) for row, name in zip(via, quotation["via"], strict=False)]
    speaking = [i for i, row in enumerate(via, start=1) if row["stands"] == "retells"]
    if not speaking and not quotation["written"] and "writes" not in {row["stands"] for row in via[:1]}:
        speaking = [0]
    if speaking:
        made.insert(speaking[-1] + 1, (one["record"]["hand"], one["record"]["label"]))
    return [*made, (one["author"]["hand"], quotation["via"][-1])]


def shuffled(count: int, number: int) -> list[int]:
    """The order of ``count`` extracts in round ``number``: always the same one, and the same in the module."""
    state = (number + 1) * 0x9E3779B1 & 0xFFFFFFFF
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        state = (state * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        j = state * (i + 1) >> 32
        order[i], order[j] = order[j], order[i]
    return order


class WhoIsSpeaking(CourseWidget):
    """Who speaks in a quotation, and who else had a hand in it.

    ``part`` is ``chain`` or ``quiz``. In the chain, ``quotation`` is the id of the one shown (the first where it is
    left out), ``order`` (``speaker`` or ``paragraph``) groups the list, and ``taken`` is the hand taken away, if any.
    In the quiz, ``round`` (0 to 9,999) gives the order of the extracts, ``guesses`` are the answers so far, and ``at``
    is the place of the extract shown.
    """

    name = "who-is-speaking"
    shared = ("quotation", "order", "taken", "round")
    _esm = module("who-is-speaking.js")

    part = traitlets.Unicode("chain").tag(sync=True)
    records = traitlets.List(traitlets.Dict()).tag(sync=True)
    quotes = traitlets.List(traitlets.List()).tag(sync=True)
    hands = traitlets.List(traitlets.Dict()).tag(sync=True)
    extracts = traitlets.List(traitlets.Dict()).tag(sync=True)
    pages = traitlets.List(traitlets.Unicode()).tag(sync=True)
    quotation = traitlets.Unicode().tag(sync=True)
    order = traitlets.Unicode("speaker").tag(sync=True)
    taken = traitlets.Unicode().tag(sync=True)
    round = traitlets.Int(0).tag(sync=True)
    guesses = traitlets.List(traitlets.Unicode()).tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        quotations: Sequence[Row],
        *,
        part: str = "chain",
        hands: Sequence[Row] = (),
        attacks: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
        **traits: Any,
    ) -> None:
        """``quotations`` as `studyguide.data.voices.quotations` gives them.

        The chain needs ``hands``, the rows of the table of that name; the quiz needs ``attacks``: for each paragraph
        of an extract whom it attacks. ``places`` are the addresses of paragraphs.
        """
        if not quotations:
            raise ValueError("quotations: there must be at least one")
        # A page's address stands once, and each quotation has its number: the state is part of the page's weight.
        page_of = {q["paragraph"]: (places or {}).get(q["paragraph"], "").partition("#")[0] for q in quotations}
        pages = list(dict.fromkeys(page_of.values()))
        at = {paragraph: pages.index(page) for paragraph, page in page_of.items()}
        data = (
            self._quiz_data(quotations, attacks or {}, at)
            if part == "quiz"
            else self._chain_data(quotations, hands, at)
        )
        super().__init__(part=part, pages=pages, **{**data, **traits})

    @staticmethod
    def _chain_data(quotations: Sequence[Row], hands: Sequence[Row], page: Mapping[str, int]) -> dict[str, Any]:
        """What all quotations of a record share is kept once, and so are the hands that all of them share."""
        if not hands:
            raise ValueError("hands: the chain needs the rows of the table of hands")
        numbers = list(dict.fromkeys(quotation["record"] for quotation in quotations))
        first = {number: next(q for q in quotations if q["record"] == number) for number in numbers}
        return {
            "records": [
                {
                    "occasion": quotation["occasion"],
                    "steps": [list(step) for step in steps(quotation, hands)],
                }
                for quotation in first.values()
            ],
            "quotes": [
                [q["id"], page[q["paragraph"]], numbers.index(q["record"]), q["words"], q["first"]] for q in quotations
            ],
            "hands": [
                {key: row[key] for key in SHOWN} | ({"label": row["label"]} if row["stands"] == "after" else {})
                for row in hands
            ],
            "quotation": quotations[0]["id"],
        }

    @staticmethod
    def _quiz_data(quotations: Sequence[Row], attacks: Mapping[str, str], page: Mapping[str, int]) -> dict[str, Any]:
        """Whole extracts only, without what would name their speaker."""
        whole = [quotation for quotation in quotations if not quotation["within"]]
        missing = [quotation["paragraph"] for quotation in whole if quotation["paragraph"] not in attacks]
        if missing:
            raise ValueError(f"attacks: nothing is said of {', '.join(missing)}")
        return {
            "extracts": [
                {
                    "paragraph": quotation["paragraph"],
                    "speaker": quotation["speaker"],
                    "text": quotation["first"].replace(quotation["speaker"], "[the speaker]"),
                    "attacks": attacks[quotation["paragraph"]],
                    "page": page[quotation["paragraph"]],
                    "source": quotation["via"][0] if len(quotation["via"]) > 2 else "",
                }
                for quotation in whole
            ]
        }

    @traitlets.validate("part")
    def _known_part(self, proposal: dict[str, Any]) -> str:
        return self._one_of("part", proposal["value"], ("chain", "quiz"))

    @traitlets.validate("order")
    def _known_order(self, proposal: dict[str, Any]) -> str:
        return self._one_of("order", proposal["value"], ("speaker", "paragraph"))

    @traitlets.validate("quotation")
    def _known_quotation(self, proposal: dict[str, Any]) -> str:
        return self._one_of("quotation", proposal["value"], ("", *(quote[0] for quote in self.quotes)))

    @traitlets.validate("taken")
    def _known_hand(self, proposal: dict[str, Any]) -> str:
        return self._one_of("taken", proposal["value"], ("", *(hand["hand"] for hand in self.hands)))

    @traitlets.validate("round")
    def _within_bounds(self, proposal: dict[str, Any]) -> int:
        value: int = proposal["value"]
        if not 0 <= value <= MOST_ROUNDS:
            raise traitlets.TraitError(f"round: {value} is not between 0 and {MOST_ROUNDS:,}")
        return value

    @staticmethod
    def _one_of(trait: str, value: str, known: Sequence[str]) -> str:
        if value not in known:
            raise traitlets.TraitError(f"{trait}: there is no {value!r}")
        return value

    def quote(self) -> dict[str, Any]:
        """The present quotation: ``id``, ``page`` and ``record`` (their places in the lists), ``words``, ``first``."""
        chosen = next((quote for quote in self.quotes if quote[0] == self.quotation), self.quotes[0])
        return dict(zip(("id", "page", "record", "words", "first"), chosen, strict=True))

    def chain(self) -> list[dict[str, str]]:
        """The hands of the present quotation, from its speaker to this edition, each with its ``label``."""
        rows = {hand["hand"]: hand for hand in self.hands}
        record = self.records[self.quote()["record"]]
        made = [rows[hand] | {"label": label} for hand, label in record["steps"]]
        if UNCERTAIN.search(made[0]["label"]):
            made[0]["named"] = "nobody"
        made[0]["known"] = f"The occasion: {record['occasion']}."
        return [*made, *(hand for hand in self.hands if hand["stands"] == "after")]

    def static_html(self) -> str:
        """The chain of the present quotation, or the extracts of the present round with the answers below them."""
        return self._still_chain() if self.part == "chain" else self._still_quiz()

    def _still_chain(self) -> str:
        quote = self.quote()
        hands = self.chain()
        who = f"{hands[0]['label']} in {quote['id'].partition('.')[0]}"
        names = ", ".join(f"{hand['label']} ({NAMED[hand['named']]})" for hand in hands)
        picture = Picture(
            _links(hands),
            f"A chain of {len(hands)} hands: {names}.",
            f"From the speaker to your screen: {who}. A full circle is named in the text, a square is part of this "
            "project, an open circle is not named, or not for certain.",
        )
        shown = table(
            f"The hands of one quotation: {who}",
            ("Hand", "What it could have changed", "What is known, and what not"),
            [(h["label"], h["change"], f"{h['known']} Not known: {_lower(h['unknown'])}") for h in hands],
        )
        without = table(
            "One hand taken away",
            ("Without", "Still known", "Lost"),
            [(h["label"], h["still"], h["lost"]) for h in hands],
        )
        return (
            f"<blockquote><p>“{escape(quote['first'])}”</p></blockquote>\n{picture._repr_html_()}\n{shown._repr_html_()}\n"
            f"<details><summary>One hand taken away: what do we still know?</summary>\n"
            f"{without._repr_html_()}\n</details>"
        )

    def _still_quiz(self) -> str:
        order = [self.extracts[i] for i in shuffled(len(self.extracts), self.round)]
        names = sorted({extract["speaker"] for extract in order})
        count = {name: sum(extract["speaker"] == name for extract in order) for name in names}
        picture = Picture(
            _squares(count),
            "Extracts by speaker: " + ", ".join(f"{name} {number}" for name, number in count.items()) + ".",
            "One square for each extract of its speaker.",
        )
        spoken = table("Extracts by speaker", ("Speaker", "Extracts"), list(count.items()))
        asked = "".join(f"<li><blockquote><p>“{escape(extract['text'])}”</p></blockquote></li>\n" for extract in order)
        answers = table(
            "Who speaks in each extract",
            ("Extract", "Speaker", "Attacks", "Stands in"),
            [
                (str(number), e["speaker"], e["attacks"], ", ".join(filter(None, (e["paragraph"], e["source"]))))
                for number, e in enumerate(order, start=1)
            ],
        )
        return (
            f"{picture._repr_html_()}\n{spoken._repr_html_()}\n<ol>\n{asked}</ol>\n"
            f"<details><summary>The answers</summary>\n{answers._repr_html_()}\n</details>"
        )


def _lower(text: str) -> str:
    """A sentence as it goes on after a colon."""
    return text[:1].lower() + text[1:]


FILL = "fill: var(--fig-1, #1f5f8b); stroke: var(--fig-1, #1f5f8b); stroke-width: 2"
OPEN = "fill: none; stroke: var(--fig-2, #a8481f); stroke-width: 2; stroke-dasharray: 3 2"
LINE = "stroke: var(--fig-muted, #5d574e); stroke-width: 2"
TEXT = "font: 12px system-ui, sans-serif; fill: var(--fig-ink, #1f1d1a)"
LETTERS, LEADING, WIDTH = 44, 15, 320
"""Letters in a line of a label, and the height of a line, in units of the drawing."""


def _links(hands: Sequence[Row]) -> str:
    """The chain as a drawing: a mark for each hand, differing by shape, and a line from each to the next."""
    parts, y, last = [], 14, 0
    for hand in hands:
        if last:
            parts.append(f'<line x1="10" x2="10" y1="{last + 8}" y2="{y - 8}" style="{LINE}"/>')
        if hand["named"] == "project":
            parts.append(f'<rect x="4" y="{y - 6}" width="12" height="12" style="{FILL}"/>')
        else:
            parts.append(f'<circle cx="10" cy="{y}" r="6" style="{FILL if hand["named"] == "text" else OPEN}"/>')
        lines = wrap(hand["label"], LETTERS)
        for number, line in enumerate(lines):
            parts.append(f'<text x="28" y="{y + 4 + LEADING * number}" style="{TEXT}">{escape(line)}</text>')
        last, y = y, y + 15 + LEADING * len(lines)
    return f'<svg viewBox="0 0 {WIDTH} {y - 8}">{"".join(parts)}</svg>'


def _squares(count: Mapping[str, int]) -> str:
    """A row of open squares for each speaker."""
    parts = []
    for row, (name, number) in enumerate(count.items()):
        y = 8 + 28 * row
        parts.append(f'<text x="0" y="{y + 13}" style="{TEXT}">{escape(name)}</text>')
        parts += [f'<rect x="{120 + 26 * i}" y="{y}" width="16" height="16" style="{OPEN}"/>' for i in range(number)]
    return f'<svg viewBox="0 0 {WIDTH} {12 + 28 * len(count)}">{"".join(parts)}</svg>'

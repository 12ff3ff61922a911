"""Two witnesses: cards that set a passage of the pamphlet beside another document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import traitlets

from .base import CourseWidget, module

WITNESSES = {"first": "First witness", "second": "Second witness"}
QUESTIONS = {"unit": "Same unit?", "moment": "Same moment?", "interest": "Who had an interest in it?"}
ANSWERS = {
    "unit": ("yes", "no", "open"),
    "moment": ("yes", "no", "open"),
    "interest": ("first", "second", "both", "neither", "open"),
}
EXTRAS = {"more": "What else was read", "settle": "What would settle it"}
NEEDED = {*WITNESSES, *QUESTIONS, "settle"}
INFERENCE = "editors’ inference"

FIRST_YEAR, LAST_YEAR, WIDTH, ROW = 1915, 2015, 320, 34
SHAPES = {  # who said it by a square or a diamond: the marks differ in grey print too
    "first": '<path class="first" d="M{x} {y}m-6 -6h12v12h-12z"/>',
    "second": '<path class="second" d="M{x} {y}m0 -8l8 8l-8 8l-8 -8z"/>',
}


def _cards(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of ``book/data/witnesses.csv``, gathered by card, with only what the module reads."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = str(row["id"]).removesuffix(f"-{row['part']}")
        if name == row["id"]:
            raise traitlets.TraitError(f"cards: the id {name!r} does not end with its part, {row['part']!r}")
        card = found.setdefault(name, {"id": name, "title": row["card"], "parts": {}})
        if card["title"] != row["card"]:
            raise traitlets.TraitError(f"cards: {name!r} has two titles, {card['title']!r} and {row['card']!r}")
        said = {
            "text": row["text"],
            "who": row["who"],
            "year": row["year"],
            "source": row["source"],
            "paragraphs": row["paragraph"].split(),
            "inferred": row["evidence"] == INFERENCE,
        }
        # What is empty is left out: the cards travel with the page.
        card["parts"][row["part"]] = {key: value for key, value in said.items() if value}
    return list(found.values())


class CardList:
    """All cards as HTML, for a page that lists them below the widget; what the editors say is folded in."""

    def __init__(self, html: str) -> None:
        """``html``: the cards."""
        self.html = html

    def _repr_html_(self) -> str:
        return self.html


class TwoWitnesses(CourseWidget):
    """Two statements side by side; three questions to the reader; then what the editors can say.

    ``cards``: made from the rows of the table ``witnesses``. ``card``: the name of the card that is shown. ``answers``:
    what the reader answered, by card and question. ``shown``: the cards whose editors' words were asked for before all
    answers. ``places``: where paragraphs stand, relative to the folder ``book/``.
    """

    name = "two-witnesses"
    shared = ("card",)
    _esm = module("two-witnesses.js")

    cards = traitlets.List(traitlets.Dict()).tag(sync=True)
    card = traitlets.Unicode().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    shown = traitlets.List(traitlets.Unicode()).tag(sync=True)
    places = traitlets.Dict().tag(sync=True)

    def __init__(
        self, rows: Iterable[Mapping[str, Any]], places: Mapping[str, str] | None = None, **traits: Any
    ) -> None:
        """``rows`` of the table ``witnesses``; ``places`` as ``studyguide.data.places.addresses()`` gives them."""
        cards = _cards(rows)
        said = [said for card in cards for said in card["parts"].values()]
        named = {paragraph.split("-")[0] for each in said for paragraph in each.get("paragraphs", [])}
        used = {name: place for name, place in (places or {}).items() if name in named}
        # The cards first: the card that is asked for must be one of them.
        super().__init__(cards=cards, places=used)
        self.card = traits.pop("card", cards[0]["id"])
        for trait, value in traits.items():
            setattr(self, trait, value)

    @traitlets.validate("cards")
    def _whole_cards(self, proposal: dict[str, Any]) -> list[dict[str, Any]]:
        value: list[dict[str, Any]] = proposal["value"]
        if not value:
            raise traitlets.TraitError("cards: there is none")
        for card in value:
            missing = sorted(NEEDED - card["parts"].keys())
            if missing:
                raise traitlets.TraitError(f"cards: {card['id']!r} has no row for {', '.join(missing)}")
            silent = [part for part in WITNESSES if not card["parts"][part].get("who")]
            if silent:
                raise traitlets.TraitError(f"cards: {card['id']!r} does not say who speaks in {', '.join(silent)}")
        return value

    @traitlets.validate("card")
    def _known_card(self, proposal: dict[str, Any]) -> str:
        value: str = proposal["value"]
        known = [card["id"] for card in self.cards]
        if value not in known:
            raise traitlets.TraitError(f"card: there is no {value!r}; there are {', '.join(known)}")
        return value

    @traitlets.validate("answers")
    def _known_answers(self, proposal: dict[str, Any]) -> dict[str, dict[str, str]]:
        value: dict[str, dict[str, str]] = proposal["value"]
        for card, given in value.items():
            for question, answer in given.items():
                if answer not in ANSWERS.get(question, ()):
                    raise traitlets.TraitError(f"answers: {answer!r} is no answer to {question!r} (card {card!r})")
        return value

    def static_html(self) -> str:
        """The card that is shown: its figure, its statements, and the editors' words folded in."""
        return _wrapped(self._card_html(self._present()))

    def listing(self) -> CardList:
        """All cards, to stand below the widget and without scripts."""
        return CardList(_wrapped("\n".join(self._card_html(card, figure=False) for card in self.cards)))

    def _present(self) -> dict[str, Any]:
        return next(card for card in self.cards if card["id"] == self.card)

    def _card_html(self, card: Mapping[str, Any], *, figure: bool = True) -> str:
        parts = card["parts"]
        witnesses = "\n".join(
            f'<div class="witness witness-{part}">\n<p class="witness-who"><b>{label}.</b> {escape(parts[part]["who"])}'
            f"</p>\n<blockquote><p>{escape(parts[part]['text'])}</p></blockquote>\n{self._source(parts[part])}</div>"
            for part, label in WITNESSES.items()
        )
        said = "\n".join(
            f"<dt>{label}</dt>\n<dd><p>{escape(parts[part]['text'])}</p>\n{self._source(parts[part])}</dd>"
            for part, label in (QUESTIONS | EXTRAS).items()
            if part in parts
        )
        questions = "".join(f"<li>{question}</li>" for question in QUESTIONS.values())
        return (
            f'<h3>{escape(card["title"])}</h3>\n<div class="witnesses">\n{witnesses}\n</div>\n'
            + (f"{years_figure(card)}\n<ol>{questions}</ol>\n" if figure else "")
            + f"<details>\n<summary>What the editors can say: {escape(card['title'])}</summary>\n<dl>\n{said}\n</dl>\n"
            "</details>"
        )

    def _source(self, said: Mapping[str, Any]) -> str:
        """Where a statement stands: the paragraphs, with links that hold on a page in a folder of ``book/``."""
        found = [self._link(paragraph) for paragraph in said.get("paragraphs", [])]
        if said.get("source"):
            found.append(escape(said["source"]))
        if said.get("inferred"):
            found.append("an inference of the editors")
        return f'<p class="witness-source">{"; ".join(found)}</p>\n'

    def _link(self, paragraph: str) -> str:
        place = self.places.get(paragraph.split("-")[0])
        text = escape(paragraph.replace("-", "–"))
        return f'<a href="../{escape(place)}">{text}</a>' if place else text


def _wrapped(html: str) -> str:
    return f'<div class="widget-two-witnesses">\n{html}\n</div>'


def _year(said: Mapping[str, Any]) -> str:
    return str(said.get("year", "undated"))


def years_figure(card: Mapping[str, Any]) -> str:
    """When each witness's words were printed, as a drawing with the same in words below it.

    The year that they tell of is left out: it belongs to what the editors say.
    """

    def x(year: int) -> float:
        return round((year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR) * WIDTH, 1)

    marks = []
    for row, (part, label) in enumerate(WITNESSES.items()):
        top = ROW * row
        year = card["parts"][part].get("year")
        marks.append(f'<text x="0" y="{top + 12}">{label}: {year or "undated"}</text>')
        marks.append(f'<line class="grid" x1="0" x2="{WIDTH}" y1="{top + 23}" y2="{top + 23}"/>')
        if year:
            marks.append(SHAPES[part].format(x=x(year), y=top + 23))
    bottom = ROW * len(WITNESSES)
    ticks = "".join(
        f'<text class="tick" x="{x(year)}" y="{bottom + 12}" text-anchor="middle">{year}</text>'
        for year in range(1920, LAST_YEAR, 20)
    )
    words = "; ".join(f"{label.lower()}, {_year(card['parts'][part])}" for part, label in WITNESSES.items())
    return (
        f'<figure class="figure witness-years">\n<svg aria-hidden="true" viewBox="0 0 {WIDTH} {bottom + 16}">'
        f"{''.join(marks)}{ticks}</svg>\n<figcaption>When it was said: {words}.</figcaption>\n</figure>"
    )

"""The map: the towns that the texts name, with papers, groups, unions and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import traitlets

from .base import CourseWidget, module
from .map_picture import picture

KINDS = [
    {"id": "paper", "one": "Paper", "many": "Papers"},
    {"id": "group", "one": "Group or committee", "many": "Groups and committees"},
    {"id": "union", "one": "Union or workers’ movement", "many": "Unions and workers’ movements"},
    {"id": "event", "one": "Event", "many": "Events"},
]
"""What was there: of one, and of several."""
TEXTS = ("S", "T")
INFERRED = ' <span class="inferred">– the town follows from the context</span>'
VIEWS = [
    {"id": "country", "label": "Whole country", "west": 9, "east": 138.5, "south": 39, "north": 70},
    {"id": "europe", "label": "European Russia", "west": 21, "east": 64, "south": 39.3, "north": 62},
    {"id": "capitals", "label": "Petrograd and Moscow", "west": 27, "east": 41.6, "south": 55, "north": 60.8},
]
"""Inside what map-land.js holds."""


def town_words(town: Mapping[str, Any]) -> str:
    """What the town is called in the texts, and today, for brackets behind its name."""
    parts = [f"in the texts {' or '.join(town['spelled'])}"] if town["spelled"] else []
    parts.append(f"now {town['modern']}, {town['country']}" if town["modern"] else f"today in {town['country']}")
    return "; ".join(parts)


class TownMap(CourseWidget):
    """The towns that S and T name, each an equal dot: no figure by town exists.

    ``towns``: as `studyguide.data.towns.towns` gives them. ``places``: for each of their paragraphs its address below
    ``book/``. ``view``, ``kind`` and ``text`` choose the piece of the map and what is shown (``all``: no choice);
    ``town`` is the id of the town chosen, or empty. ``views`` and ``kinds`` say what can be chosen.
    """

    name = "map"
    shared = ("view", "kind", "text", "town")
    _esm = module("map.js")

    towns = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    views = traitlets.List(traitlets.Dict(), VIEWS).tag(sync=True)
    kinds = traitlets.List(traitlets.Dict(), KINDS).tag(sync=True)
    view = traitlets.Unicode("country").tag(sync=True)
    kind = traitlets.Unicode("all").tag(sync=True)
    text = traitlets.Unicode("all").tag(sync=True)
    town = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self, towns: Sequence[Mapping[str, Any]], places: Mapping[str, str] | None = None, **traits: Any
    ) -> None:
        """``places`` may hold more addresses than are needed; without it, paragraphs are not linked."""
        used = {paragraph for town in towns for paragraph in town["paragraphs"]}
        needed = {paragraph: place for paragraph, place in (places or {}).items() if paragraph in used}
        super().__init__(towns=[dict(town) for town in towns], places=needed, **traits)

    @traitlets.validate("view", "kind", "text", "town")
    def _known(self, proposal: dict[str, Any]) -> str:
        trait, value = proposal["trait"].name, str(proposal["value"])
        known = {
            "view": [view["id"] for view in self.views],
            "kind": ["all", *(kind["id"] for kind in self.kinds)],
            "text": ["all", *TEXTS],
            "town": ["", *(town["id"] for town in self.towns)],
        }[trait]
        if value not in known:
            raise traitlets.TraitError(f"{trait}: {value!r} is none of {', '.join(filter(None, known))}")
        return value

    def things(self, town: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What was there, by the present choice of kind and text, with the paragraphs of this text."""
        found = []
        for thing in town["things"]:
            told = [each for each in thing["paragraphs"] if self.text in ("all", each[0])]
            if told and self.kind in ("all", thing["kind"]):
                found.append({**thing, "paragraphs": told})
        return found

    def static_html(self) -> str:
        """The first two views, one below the other, and all towns that are shown, with what was there."""
        shown = [town for town in self.towns if self.things(town)]
        caption = (
            f"{len(shown)} towns, each an equal dot, in the whole country and in European Russia. A dot says that "
            "something was there, not how much."
        )
        alternative = f"Maps with a dot for each town: {', '.join(town['name'] for town in shown)}."
        still = picture(self.views[:2], shown, alternative)
        return (
            f'<figure class="figure">\n{still}\n<figcaption>{escape(caption)}</figcaption>\n</figure>\n'
            f"{self._table(shown)}"
        )

    def _table(self, towns: Sequence[Mapping[str, Any]]) -> str:
        caption = "The towns, and what the texts say was there"
        body = ""
        for town in towns:
            things = "".join(self._item(thing) for thing in self.things(town))
            name = f"{escape(town['name'])} <span>({escape(town_words(town))})</span>"
            body += f'<tr><th scope="row">{name}</th><td><ul>{things}</ul></td></tr>\n'
        return (
            f'<table class="figure-table town-table">\n<caption>{caption}</caption>\n'
            f'<thead><tr><th scope="col">Town</th><th scope="col">What was there</th></tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>"
        )

    def _item(self, thing: Mapping[str, Any]) -> str:
        doubt = INFERRED if thing["certainty"] == "inferred" else ""
        kind = next(each["one"] for each in self.kinds if each["id"] == thing["kind"])
        return f"<li>{kind}: {escape(thing['what'])} {self._links(thing['paragraphs'])}{doubt}</li>"

    def _links(self, paragraphs: Sequence[str]) -> str:
        linked = (
            f'<a href="../{escape(self.places[each])}">{each}</a>' if each in self.places else each
            for each in paragraphs
        )
        return f"({', '.join(linked)})"

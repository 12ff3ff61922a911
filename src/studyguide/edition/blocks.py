"""Blocks: what a reader sees as a paragraph, a heading, a quotation, with what the editors did to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ledger import Entry
from .names import Mention
from .quotations import Voice
from .structure import HEADINGS


@dataclass(frozen=True)
class PageBreak:
    """At ``offset`` of a block's text, page ``page`` of the pamphlet begins."""

    offset: int
    page: int


@dataclass(frozen=True)
class Reading:
    """An entry of the ledger at its place: it has text[offset:offset+length] of its block.

    ``printed`` is what the pamphlet has there, in typographic dress.
    """

    entry: Entry
    offset: int
    length: int
    printed: str


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, or another piece of text that stands by itself.

    ``text`` is the reading text (verse has newlines); ``id`` is a paragraph id such as S12, or for a title, byline or
    heading the siglum and its words; ``page`` is the pamphlet's page on which the block begins, None where that is not
    known; ``breaks`` are the pages that begin with it or inside it; ``lines`` are the first and last line of the scan;
    ``speaker`` is the one named before the colon in a block of the form ``Name: “…”``; ``former`` are ids of paragraphs
    that were joined to this one. ``voices`` are the quotations in it, ``mentions`` the names.
    """

    id: str
    siglum: str
    kind: str
    text: str
    page: int | None
    breaks: tuple[PageBreak, ...]
    lines: tuple[int, int]
    readings: tuple[Reading, ...] = ()
    speaker: str | None = None
    former: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = field(default=(), compare=False)
    mentions: tuple[Mention, ...] = field(default=(), compare=False)

    @property
    def is_heading(self) -> bool:
        """Whether the block carries no paragraph number: a title, a byline or a heading."""
        return self.kind in HEADINGS

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def pages(self) -> list[int]:
        """The pages on which the block stands, in order; none where they are not known."""
        found = [] if self.page is None else [self.page]
        return list(dict.fromkeys([*found, *(turn.page for turn in self.breaks)]))

    @property
    def names(self) -> list[str]:
        """The ids of the records that the block names, in the order in which it first names them."""
        return list(dict.fromkeys(mention.record for mention in self.mentions))

    def as_json(self) -> dict[str, object]:
        """The block as plain data, for ``studyguide edition json``."""
        return {
            "id": self.id,
            "siglum": self.siglum,
            "kind": self.kind,
            "text": self.text,
            "page": self.page,
            "page_breaks": [{"offset": turn.offset, "page": turn.page} for turn in self.breaks],
            "lines": list(self.lines),
            "names": self.names,
            "mentions": [
                {"name": each.record, "offset": each.start, "length": each.end - each.start} for each in self.mentions
            ],
            "quotations": [voice.as_json() for voice in self.voices],
            "emendations": [
                {"id": each.entry.id, "offset": each.offset, "length": each.length, "printed": each.printed}
                for each in self.readings
            ],
        }

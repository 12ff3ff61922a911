"""What the layout rules cannot tell by themselves: the parts, the matter that is described, and the odd blocks.

Read from ``book/texts/structure.yml``; every line number is a line of the scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from .records import read

PATH = Path("book/texts/structure.yml")
HEADINGS = ("title", "byline", "heading")
"""Kinds of block that carry no paragraph number."""
KINDS = (*HEADINGS, "paragraph", "quotation", "verse", "attribution", "colophon", "source")


class StructureError(ValueError):
    """``structure.yml`` says something that cannot be."""


@dataclass(frozen=True)
class Part:
    """One text of the pamphlet.

    ``first_page`` is the pamphlet's page on which it begins (None: it stands on an unnumbered page);
    from line ``pages_unknown_from`` on, page breaks cannot be recovered.
    """

    siglum: str
    title: str
    short_title: str
    author: str
    first: int
    last: int
    first_page: int | None
    pages_unknown_from: int | None = None


@dataclass(frozen=True)
class Described:
    """Printed matter that is described instead of transcribed: lines ``first`` to ``last``."""

    first: int
    last: int
    siglum: str
    description: str


@dataclass(frozen=True)
class OddBlock:
    """A block that begins at ``line`` and is of ``kind``; in verse a new line begins at each of ``verse_lines``."""

    line: int
    kind: str
    verse_lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Structure:
    """The whole of ``structure.yml``."""

    parts: tuple[Part, ...]
    described: tuple[Described, ...]
    odd_blocks: tuple[OddBlock, ...]

    def part(self, siglum: str) -> Part:
        """The part with this siglum; KeyError when there is none."""
        for part in self.parts:
            if part.siglum == siglum:
                return part
        raise KeyError(siglum)

    def is_described(self, line: int) -> bool:
        """Whether a line of the scan is described instead of transcribed."""
        return any(matter.first <= line <= matter.last for matter in self.described)


def load_structure(root: Path) -> Structure:
    """Read ``structure.yml`` below the repository ``root``; StructureError names the record and the mend."""
    raw: dict[str, list[dict[str, Any]]] = read(root, PATH, StructureError)
    try:
        parts = tuple(Part(**record) for record in raw["parts"])
        described = tuple(Described(**record) for record in raw["described"])
        odd_blocks = tuple(
            OddBlock(record["line"], record["kind"], tuple(record.get("verse_lines", ()))) for record in raw["blocks"]
        )
    except (TypeError, KeyError) as error:
        raise StructureError(f"{PATH}: a record has a wrong or a missing field: {error}") from error
    for block in odd_blocks:
        if block.kind not in KINDS:
            raise StructureError(f"{PATH}: line {block.line}: kind {block.kind!r} is none of {', '.join(KINDS)}")
    for one, other in pairwise(parts):
        if other.first <= one.last:
            raise StructureError(f"{PATH}: part {other.siglum} begins before part {one.siglum} ends")
    return Structure(parts, described, odd_blocks)

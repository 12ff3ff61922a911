"""Annotations that overlap, made to nest: the lower in rank is cut at the borders of the higher.

XML wants a tree; readings, quotations and names cross each other. A reading is never cut; a quotation is cut at the
borders of a reading that it crosses; a name is cut at both, and also where a quotation begins or ends inside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from .assemble import EditionError
from .blocks import Block, Reading
from .names import Mention
from .quotations import Voice

Annotation = Reading | Voice | Mention
DEPTH = {Voice: 0, Mention: 1, Reading: 2}
"""Which of two annotations of one stretch is the outer."""


@dataclass(frozen=True)
class Piece:
    """text[start:end] of a block under one annotation; ``number`` of ``count`` pieces, from 1, counted in the text.

    ``source`` is the annotation's place among those of its block.
    """

    start: int
    end: int
    annotation: Annotation
    source: int
    number: int = 1
    count: int = 1


def _cut(span: tuple[int, int], other: Piece, kind: Literal["voice", "mention"]) -> list[tuple[int, int]]:
    """The span, cut where ``other`` keeps it from nesting."""
    start, end = span
    crosses = start < other.start < end < other.end or other.start < start < other.end < end
    holds_voice = kind == "mention" and isinstance(other.annotation, Voice) and start <= other.start < other.end <= end
    if not crosses and not (holds_voice and (start, end) != (other.start, other.end)):
        return [span]
    borders = [start, *(each for each in (other.start, other.end) if start < each < end), end]
    return list(pairwise(borders))


def _settled(span: tuple[int, int], above: list[Piece], kind: Literal["voice", "mention"]) -> list[tuple[int, int]]:
    """The span in as many pieces as it takes to nest with all pieces above it."""
    pieces: list[tuple[int, int]] = []
    cut = [span]
    while cut != pieces:
        pieces = cut
        for other in above:
            cut = [part for piece in cut for part in _cut(piece, other, kind)]
    return pieces


def nested(block: Block, lines: list[tuple[int, int]]) -> list[Piece]:
    """The shown readings, quotations and names of a block as pieces that nest, each within one of ``lines``.

    ``lines`` are the spans of the block's lines (of verse; else one, the block). The pieces are sorted so that an outer
    one stands before those in it. Raises EditionError for an entry of the ledger that runs over a line of verse.
    """
    made: list[Piece] = []
    shown = [each for each in block.readings if not each.entry.is_silent]
    annotations: list[Annotation] = [*shown, *block.voices, *block.mentions]
    for source, each in enumerate(annotations):
        start, end = (each.offset, each.offset + each.length) if isinstance(each, Reading) else (each.start, each.end)
        inside = [(max(start, a), min(end, b)) for a, b in lines if (start < b and a < end) or a <= start == end <= b]
        if isinstance(each, Reading):
            if len(inside) > 1:
                raise EditionError(
                    f"{block.id}: entry {each.entry.id} runs over the end of a line of verse; make two of it"
                )
            spans = inside
        else:
            kind: Literal["voice", "mention"] = "voice" if isinstance(each, Voice) else "mention"
            spans = [part for span in inside for part in _settled(span, made, kind)]
        pieces = [Piece(a, b, each, source) for a, b in spans]
        made += [replace(piece, number=n, count=len(pieces)) for n, piece in enumerate(pieces, start=1)]
    return sorted(made, key=lambda piece: (piece.start, -piece.end, DEPTH[type(piece.annotation)], piece.source))

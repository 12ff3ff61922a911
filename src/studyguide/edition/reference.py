"""References to paragraphs: ``T41``, ``S31-S38``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .blocks import Block

SPEC = re.compile(r"^([A-Z]\d+[a-z]?)(?:\s*[-–]\s*([A-Z]\d+[a-z]?))?$")


class UnknownParagraphError(LookupError):
    """A reference to a paragraph that does not exist; the message says what does."""


def _index(identifier: str, blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks):
        if (block.id == identifier or identifier in block.former) and not block.is_heading:
            return index
    siglum = identifier[0]
    numbered = [block.id for block in blocks if block.siglum == siglum and not block.is_heading]
    known = f"text {siglum} has {numbered[0]} to {numbered[-1]}" if numbered else f"there is no text {siglum}"
    raise UnknownParagraphError(f"there is no paragraph {identifier}: {known}")


def endpoints(spec: str) -> tuple[str, str]:
    """The first and last id of a reference; UnknownParagraphError when it is not of the form ``S12`` or ``S12-S15``."""
    match = SPEC.match(spec.strip())
    if not match:
        raise UnknownParagraphError(f"{spec!r} is no reference to paragraphs; write S12, or S12-S15")
    return match[1], match[2] or match[1]


def resolve(spec: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks from the first to the last named, with the headings that stand directly before the first."""
    one, other = endpoints(spec)
    first, last = _index(one, blocks), _index(other, blocks)
    if last < first:
        raise UnknownParagraphError(f"{spec!r} runs backwards: {other} stands before {one}")
    while first > 0 and blocks[first - 1].is_heading:
        first -= 1
    return list(blocks[first : last + 1])

"""The layout rules: page furniture, line and page joins, paragraphs, headings.

They turn the white space and the page numbers between two lines of text into what a reader needs there: a space,
a new line of verse, or a new block, and the beginning of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .edits import Edit
from .scan import Scan
from .structure import Part, Structure

BLOCK = "\n\n"
"""What separates two blocks in the cleaned document; a single newline separates two lines of verse."""
TITLES = {
    "line": "line ends joined",
    "hyphen": "line ends joined behind a hyphen that belongs to the word",
    "page": "page ends joined, the page’s number moved to the margin",
    "block": "gaps between paragraphs made even",
    "verse": "lines of verse kept",
    "part": "gaps between the texts closed; cover and contents described",
}
"""What each rule of this module does, for the count of silent changes."""
FURNITURE_LENGTH = 3
"""Page numbers, sound or garbled, have one to three characters and stand alone between blank lines."""
ENDS_A_SENTENCE = re.compile(r"[.!?:…][\"'’”)\]]*$")


class LayoutError(ValueError):
    """The scan's layout does not fit the rules or ``structure.yml``."""


@dataclass(frozen=True)
class TextLine:
    """A line of text: its number, and the span of the scan without the white space at its ends."""

    number: int
    start: int
    end: int


def is_furniture(scan: Scan, number: int) -> bool:
    """Whether a line is a page number: one to three characters, alone between blank lines."""
    content = scan.line(number).strip()
    if not 0 < len(content) <= FURNITURE_LENGTH:
        return False
    neighbours = [n for n in (number - 1, number + 1) if 1 <= n <= scan.line_count]
    return all(not scan.line(n).strip() for n in neighbours)


def text_lines(scan: Scan, part: Part, structure: Structure) -> list[TextLine]:
    """The lines of text of a part, without blank lines, page numbers and described matter."""
    lines = []
    for number in range(part.first, part.last + 1):
        content = scan.line(number)
        if content.strip() and not is_furniture(scan, number) and not structure.is_described(number):
            start = scan.start(number) + len(content) - len(content.lstrip())
            lines.append(TextLine(number, start, start + len(content.strip())))
    return lines


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals throughout, as headings, titles and names of authors are."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def page_after(scan: Scan, structure: Structure, first: int, last: int, page: int | None) -> int | None:
    """The page that begins between lines ``first`` and ``last``, or None where no page ends there.

    ``page`` is the page that is ending; its number, printed at its foot, must not contradict that.
    """
    turned = False
    for number in range(first, last):
        if is_furniture(scan, number) and not structure.is_described(number):
            printed = scan.line(number).strip()
            if page is None or (printed.isdecimal() and not str(page).startswith(printed)):
                raise LayoutError(f"scan, line {number}: page number {printed!r} where page {page} should end")
            turned, page = True, page + 1
    return page if turned else None


def gap_edit(scan: Scan, one: TextLine, other: TextLine, structure: Structure, page: int | None) -> Edit:
    """What stands between two neighbouring lines of text of one part."""
    turned = page_after(scan, structure, one.number + 1, other.number, page)
    odd = {block.line: block for block in structure.odd_blocks}
    verse = {line for block in structure.odd_blocks for line in block.verse_lines}
    blank = any(not scan.line(n).strip() for n in range(one.number + 1, other.number))
    before, after = scan.text[one.start : one.end], scan.text[other.start : other.end]
    runs_on = not ENDS_A_SENTENCE.search(before) or after[0].islower()
    if other.number in odd or is_capitals(before) != is_capitals(after):
        text, code = BLOCK, "block"
    elif other.number in verse:
        text, code = "\n", "verse"
    elif blank and not (turned and runs_on):
        text, code = BLOCK, "block"
    elif before.endswith("-") and not before.endswith(" -"):
        # The print was hardly ever hyphenated: the hyphen belongs to the word. The ledger holds the exceptions.
        text, code = "", "hyphen"
    else:
        text, code = " ", "line"
    return Edit(one.end, other.start, text, "page" if turned else code, page=turned)


def layout_edits(scan: Scan, structure: Structure) -> list[Edit]:
    """The edits for all white space, page numbers and described matter of the scan."""
    edits: list[Edit] = []
    position = 0
    for part in structure.parts:
        lines = text_lines(scan, part, structure)
        if not lines:
            raise LayoutError(f"part {part.siglum}: no text in lines {part.first} to {part.last} of the scan")
        edits.append(Edit(position, lines[0].start, BLOCK if position else "", "part"))
        page = part.first_page
        for one, other in pairwise(lines):
            edit = gap_edit(scan, one, other, structure, page)
            page = edit.page or page
            edits.append(edit)
        position = lines[-1].end
    edits.append(Edit(position, len(scan.text), "\n", "part"))
    return edits

"""The rules for single characters: quotation marks, dashes, ellipses, spaces, stray marks, display capitals.

Each rule has a code, looks at the scan alone, and proposes edits; an emendation at the same place overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .edits import Edit

DOUBLE = '"“”'
SINGLE = "'‘’"
OPENS_BEFORE = "([–—-“‘"
SMALL_WORDS = {"a", "and", "in", "of", "on", "the", "to", "v", "via"}

Rule = Callable[[str, int, int], Iterator[Edit]]


def quotation_marks(text: str, start: int, end: int) -> Iterator[Edit]:
    """``quote``: every quotation mark and apostrophe gets its typographic shape.

    The scan's own shapes are no guide (it has ‘ where ’ is meant); the neighbours are: a mark opens
    after a space, a bracket, a dash or another opening mark, if a character follows; else it closes or is an
    apostrophe.
    """
    before = text[start - 1] if start else "\n"
    for offset in range(start, end):
        character = text[offset]
        shape = character
        if character in DOUBLE + SINGLE:
            after = text[offset + 1] if offset + 1 < len(text) else "\n"
            free = before.isspace() or before in OPENS_BEFORE
            opens = free and not after.isspace() and after not in ".,;:!?)"
            if character in SINGLE and before == "-":
                opens = False  # will-’o-the-wisp
            shape = ("“" if opens else "”") if character in DOUBLE else ("‘" if opens else "’")
            if shape != character:
                yield Edit(offset, offset + 1, shape, "quote")
        before = shape


def dashes(text: str, start: int, end: int) -> Iterator[Edit]:
    """``dash``: a hyphen between spaces is a dash (–), two hyphens are a long one (—)."""
    # One character more than the line, so that a dash at its end sees the white space behind it.
    for match in re.compile(r"--+|(?<=\s)-(?=\s)").finditer(text, start, end + 1):
        yield Edit(match.start(), match.end(), "—" if len(match[0]) > 1 else "–", "dash")


def ellipses(text: str, start: int, end: int) -> Iterator[Edit]:
    """``ellipsis``: three points, spaced or not, are one sign; of four the first is a full stop."""
    for match in re.compile(r"\.(?: ?\.){2,3}").finditer(text, start, end):
        points = match[0].count(".")
        yield Edit(match.start(), match.end(), "…" if points == 3 else ".…", "ellipsis")


def spaces(text: str, start: int, end: int) -> Iterator[Edit]:
    """``space``: one space between words."""
    for match in re.compile(r"(?<=[^\s]) {2,}(?=[^\s])").finditer(text, start, end):
        yield Edit(match.start(), match.end(), " ", "space")


def stray_underscores(text: str, start: int, end: int) -> Iterator[Edit]:
    """``underscore``: the scan puts an underscore where a line was spaced out; the print has none."""
    for match in re.compile(r"(?<=\s)_ ?(?=\S)|(?<=\S)_(?=\s)").finditer(text, start, end + 1):
        yield Edit(match.start(), match.end(), "", "underscore")


def display_capitals(text: str, start: int, end: int) -> Iterator[Edit]:
    """``capitals``: a heading set in capitals is given in title case, as the pamphlet's own contents page does."""
    words = list(re.compile(r"[A-Z]+").finditer(text, start, end))
    for number, match in enumerate(words):
        word = match[0]
        after_apostrophe = match.start() > start and text[match.start() - 1] in SINGLE and len(word) == 1
        small = word.lower() in SMALL_WORDS and number > 0
        title = word.lower() if small or after_apostrophe else word.capitalize()
        if title != word:
            yield Edit(match.start(), match.end(), title, "capitals")


TITLES = {
    "quote": "quotation marks and apostrophes given their typographic shape",
    "dash": "spaced and doubled hyphens set as dashes",
    "ellipsis": "rows of points set as one ellipsis",
    "space": "doubled spaces closed",
    "underscore": "stray underscores taken out",
    "capitals": "words of headings brought from capitals to title case",
}
"""What each rule of this module does, for the count of silent changes."""
RUNNING_TEXT: tuple[Rule, ...] = (quotation_marks, dashes, ellipses, spaces, stray_underscores)
HEADINGS: tuple[Rule, ...] = (*RUNNING_TEXT, display_capitals)

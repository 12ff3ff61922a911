"""The lint: what can go wrong in an edited text, found by rules with stable codes (`lint_rules`).

What the author meant, or the pamphlet
printed, is listed with its reason in ``book/texts/lint-ignore.yml``; a place under a query of the ledger is passed
over, since it is already asked about there. Emendations are looked at: an editor's slip is an error as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .assemble import Edition
from .blocks import Block
from .lint_rules import RULES, Place
from .records import read

PATH = Path("book/texts/lint-ignore.yml")
FIELDS = ("code", "paragraph", "words", "reason")
UNUSED = "i-001"
CONTEXT = 3
"""How many words a finding shows on either side."""


class LintError(ValueError):
    """An entry of the ignore list that cannot stand; the message names the file, the entry and the mend."""


@dataclass(frozen=True)
class Finding:
    """A place in ``paragraph`` (a block's id) that breaks the rule ``code``, with the words around it."""

    code: str
    paragraph: str
    words: str
    message: str

    def __str__(self) -> str:
        """The finding as a line for the terminal."""
        return f'{self.code} {self.paragraph} "{self.words}": {self.message}'


@dataclass(frozen=True)
class Ignored:
    """An entry of the ignore list: ``words`` of ``paragraph`` may break the rule ``code``, for ``reason``."""

    number: int
    code: str
    paragraph: str
    words: str
    reason: str

    def covers(self, code: str, place: Place) -> bool:
        """Whether the place lies within the words, wherever they stand in the paragraph."""
        if (code, place.block.id) != (self.code, self.paragraph):
            return False
        text = place.block.text
        starts = [at for at in range(place.start + 1) if text.startswith(self.words, at)]
        return any(place.end <= at + len(self.words) for at in starts)


def parse_ignored(records: Any, known: set[str]) -> list[Ignored]:
    """Check the entries of the ignore list; ``known`` holds the ids of all blocks.

    Raises LintError at the first entry that cannot stand.
    """
    if not isinstance(records or [], list):
        raise LintError(f"{PATH}: the file must hold a list of entries")
    found: list[Ignored] = []
    for number, record in enumerate(records or [], start=1):
        where = f"{PATH}: entry {number}"
        if not isinstance(record, dict) or set(record) - set(FIELDS):
            raise LintError(f"{where}: an entry is a mapping with the fields {', '.join(FIELDS)} and no other")
        for name in FIELDS:
            if not isinstance(record.get(name), str) or not record[name].strip():
                raise LintError(f"{where}: field {name!r} is missing or no text; every entry has {', '.join(FIELDS)}")
        where += f" ({record['code']} {record['paragraph']})"
        if record["code"] not in RULES:
            raise LintError(f"{where}: there is no rule {record['code']}; `studyguide edition lint --rules` lists them")
        if record["paragraph"] not in known:
            raise LintError(
                f"{where}: there is no paragraph or heading {record['paragraph']}; copy it from the finding"
            )
        entry = Ignored(number, **record)
        if any((entry.code, entry.paragraph, entry.words) == (e.code, e.paragraph, e.words) for e in found):
            raise LintError(f"{where}: the same entry stands twice; delete one")
        found.append(entry)
    return found


def load_ignored(root: Path, known: set[str]) -> list[Ignored]:
    """The ignore list below the repository ``root``; LintError names the file, the entry and the mend."""
    return parse_ignored(read(root, PATH, LintError), known)


def _in_context(place: Place) -> str:
    """The place with a few words on either side, on one line."""
    text = place.block.text
    before, after = text[: place.start].split(" "), text[place.end :].split(" ")
    words = " ".join(before[-CONTEXT - 1 :]) + text[place.start : place.end] + " ".join(after[: CONTEXT + 1])
    return " / ".join(words.split("\n"))


def _is_asked(place: Place) -> bool:
    """Whether the place lies inside the reading of a query."""
    return any(
        reading.entry.is_query and reading.offset <= place.start and place.end <= reading.offset + reading.length
        for reading in place.block.readings
    )


def lint_blocks(blocks: Sequence[Block], ignored: Sequence[Ignored]) -> list[Finding]:
    """What the rules find in blocks and the list does not excuse, in the order of the text; then unused entries."""
    order = {block.id: number for number, block in enumerate(blocks)}
    places = [(each.code, place) for each in RULES.values() for place in each.look(blocks) if not _is_asked(place)]
    places.sort(key=lambda item: (order[item[1].block.id], item[1].start, item[0]))
    used: set[int] = set()
    found = []
    for code, place in places:
        excuses = {entry.number for entry in ignored if entry.covers(code, place)}
        used |= excuses
        if not excuses:
            found.append(Finding(code, place.block.id, _in_context(place), place.message))
    for entry in ignored:
        if entry.number not in used:
            message = f"{PATH}: entry {entry.number}: {entry.code} finds nothing here any more; delete the entry"
            found.append(Finding(UNUSED, entry.paragraph, entry.words, message))
    return found


def lint(root: Path, edition: Edition) -> list[Finding]:
    """All findings in the edition of the repository ``root``; LintError for a bad entry of the ignore list."""
    return lint_blocks(edition.blocks, load_ignored(root, {block.id for block in edition.blocks}))

"""Edits on the scan, and the way back.

An edit replaces a span of the scan. The cleaned document is the scan with all edits applied; a change is the same
edit seen from the cleaned document. Changes hold only what differs, and they are enough to rebuild the scan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Edit:
    """Replace scan[start:end] (offsets in characters) by ``text``.

    ``code`` names the rule, or ``emendation`` for an entry of the ledger, whose id is then ``entry``.
    ``page`` is the pamphlet's page that begins here, where the edit takes a page break away.
    """

    start: int
    end: int
    text: str
    code: str
    entry: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Change:
    """At ``offset`` of the cleaned document stands ``now`` where the scan has ``was``."""

    offset: int
    now: str
    was: str
    code: str
    entry: str = ""


class OverlapError(ValueError):
    """Two edits claim the same characters of the scan."""


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits sorted by place. Raises OverlapError when two of them overlap."""
    ordered = sorted(edits)
    for one, other in pairwise(ordered):
        if other.start < one.end or (other.start, other.end) == (one.start, one.end):
            raise OverlapError(f"{one} and {other} overlap")
    return ordered


def apply(text: str, edits: list[Edit]) -> tuple[str, list[Change]]:
    """Apply ordered edits to the scan's text; give the cleaned document and its changes."""
    pieces: list[str] = []
    changes: list[Change] = []
    offset = position = 0
    for edit in edits:
        kept = text[position : edit.start]
        pieces += [kept, edit.text]
        offset += len(kept)
        changes.append(Change(offset, edit.text, text[edit.start : edit.end], edit.code, edit.entry))
        offset += len(edit.text)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces), changes


def restore(document: str, changes: Iterable[Change]) -> str:
    """Rebuild the scan's text from the cleaned document and its changes.

    Raises ValueError when a change does not fit the document.
    """
    pieces: list[str] = []
    position = 0
    for change in changes:
        end = change.offset + len(change.now)
        if change.offset < position or document[change.offset : end] != change.now:
            raise ValueError(f"{change} does not fit the document")
        pieces += [document[position : change.offset], change.was]
        position = end
    pieces.append(document[position:])
    return "".join(pieces)

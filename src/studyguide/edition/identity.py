"""Paragraph ids, frozen: an id means the same paragraph for ever.

``book/texts/ids.tsv`` holds each published id with the scan's line on which its paragraph begins, which of the blocks
that begin on that line it is, and its first words. A new paragraph between two old ones gets the id before it with a
letter (S12a); a paragraph that was joined to the one before leaves its id to that one.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATH = Path("book/texts/ids.tsv")
FIELDS = ("id", "line", "of_line", "opening")
OPENING_WORDS = 6


@dataclass(frozen=True, order=True)
class Place:
    """Where a paragraph begins: a line of the scan, and its number among the paragraphs that begin on that line."""

    line: int
    of_line: int


def places(lines: Sequence[int]) -> list[Place]:
    """The places of paragraphs that begin on these lines, in their order."""
    seen: Counter[int] = Counter()
    found = []
    for line in lines:
        seen[line] += 1
        found.append(Place(line, seen[line]))
    return found


def load_frozen(root: Path) -> dict[Place, str]:
    """The published ids by their places; empty when nothing is frozen yet."""
    path = root / PATH
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {Place(int(row["line"]), int(row["of_line"])): row["id"] for row in rows}


def assign(frozen: dict[Place, str], begins: list[tuple[str, Place]]) -> tuple[list[str], dict[str, list[str]]]:
    """Give each paragraph its id.

    ``begins`` are siglum and place of all paragraphs, in order. Gives the ids, and for each id the former ids that were
    joined to it.
    """
    ids: list[str] = []
    counts: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    frozen_sigla = {identifier[0] for identifier in frozen.values()}
    for siglum, place in begins:
        if place in frozen:
            ids.append(frozen[place])
        elif siglum in frozen_sigla:
            before = next((each for each in reversed(ids) if each[0] == siglum), f"{siglum}0")
            base = before.rstrip("abcdefghijklmnopqrstuvwxyz")
            letters[base] += 1
            ids.append(base + chr(ord("a") + letters[base] - 1))
        else:
            counts[siglum] += 1
            ids.append(f"{siglum}{counts[siglum]}")
    joined: dict[str, list[str]] = defaultdict(list)
    present = set(ids)
    for place, identifier in sorted(frozen.items()):
        if identifier not in present:
            keeper = [each for each, (_, begin) in zip(ids, begins, strict=True) if begin < place]
            joined[keeper[-1] if keeper else ids[0]].append(identifier)
    return ids, joined


def opening(text: str) -> str:
    """The first words of a paragraph, by which a person knows it again."""
    return " ".join(text.split()[:OPENING_WORDS])


def rows(paragraphs: Sequence[tuple[str, int, str]]) -> list[dict[str, str]]:
    """The rows of ``ids.tsv`` for paragraphs given as id, line and text."""
    begins = places([line for _, line, _ in paragraphs])
    return [
        {"id": identifier, "line": str(place.line), "of_line": str(place.of_line), "opening": opening(text)}
        for (identifier, _, text), place in zip(paragraphs, begins, strict=True)
    ]


def freeze(root: Path, paragraphs: Sequence[tuple[str, int, str]]) -> int:
    """Add the ids that are not frozen yet to ``ids.tsv``; give their number. What is frozen stays as it is."""
    path = root / PATH
    old: list[dict[str, str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            old = list(csv.DictReader(file, delimiter="\t"))
    known = {row["id"] for row in old}
    new = [row for row in rows(paragraphs) if row["id"] not in known]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writeheader()
        writer.writerows([*old, *new])
    return len(new)

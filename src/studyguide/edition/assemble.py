"""Apply layout rules, character rules and ledger to the scan, and cut the cleaned document into blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from . import characters, edits, layout, reference
from .edits import Change, Edit
from .layout import BLOCK
from .ledger import FOLDER, Entry, LedgerError, load_ledger
from .scan import Scan, load_scan
from .structure import HEADINGS, Part, Structure, load_structure

QUOTATION_TAIL = re.compile(r"”[.,]?(?: (?:\(.*\)\.?|– .+))?$")
"""What may follow the words of a quotation that fills a block: its closing mark, and the place where it was printed."""
SPEAKER = re.compile(r"^([A-Z][a-z]+): “")


class EditionError(ValueError):
    """The texts cannot be put together as they stand."""


@dataclass(frozen=True)
class PageBreak:
    """At ``offset`` of a block's text, page ``page`` of the pamphlet begins."""

    offset: int
    page: int


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, or another piece of text that stands by itself.

    ``text`` is the reading text (verse has newlines); ``id`` is a paragraph id such as S12, or for a title, byline or
    heading the siglum and its words; ``page`` is the pamphlet's page on which the block begins, None where that is not
    known; ``breaks`` are the pages that begin with it or inside it; ``lines`` are the first and last line of the scan;
    ``speaker`` is the one named before the colon in a block of the form ``Name: “…”``.
    """

    id: str
    siglum: str
    kind: str
    text: str
    page: int | None
    breaks: tuple[PageBreak, ...]
    lines: tuple[int, int]
    entries: tuple[Entry, ...] = ()
    speaker: str | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the block carries no paragraph number: a title, a byline or a heading."""
        return self.kind in HEADINGS

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

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
            "speaker": self.speaker,
            "emendations": [entry.id for entry in self.entries],
        }


@dataclass(frozen=True)
class Edition:
    """All texts: the cleaned document, its blocks, and every change that made it."""

    scan: Scan
    structure: Structure
    document: str
    changes: list[Change]
    blocks: list[Block]
    ledger: list[Entry]
    _by_id: dict[str, Block] = field(repr=False)

    def block(self, identifier: str) -> Block:
        """The block with this id; KeyError when there is none."""
        return self._by_id[identifier]

    def part(self, siglum: str) -> list[Block]:
        """The blocks of one text, in order; EditionError for an unknown siglum."""
        blocks = [block for block in self.blocks if block.siglum == siglum]
        if not blocks:
            sigla = ", ".join(part.siglum for part in self.structure.parts)
            raise EditionError(f"there is no text {siglum!r}; the sigla are {sigla}")
        return blocks

    @property
    def paragraphs(self) -> list[Block]:
        """The numbered blocks of all texts, in order."""
        return [block for block in self.blocks if not block.is_heading]

    def range(self, spec: str) -> list[Block]:
        """The blocks that a reference such as ``S31-S38`` or ``T41`` names, with the headings that lead to them.

        Raises UnknownParagraphError with a message for the author of the reference.
        """
        return reference.resolve(spec, self.blocks)

    def ledger_as_json(self) -> list[dict[str, object]]:
        """Every emendation and query as plain data, each with the block in which its reading begins."""
        blocks = {entry.id: block.id for block in self.blocks for entry in block.entries}
        return [
            {
                "id": entry.id,
                "line": entry.line,
                "paragraph": blocks[entry.id],
                "reading": entry.reading,
                "adopted": entry.adopted,
                "class": entry.category,
                "layer": entry.layer,
                "certainty": entry.certainty,
                "ground": entry.ground,
                "by": entry.by,
                "silent": entry.is_silent,
            }
            for entry in self.ledger
        ]

    def counts(self) -> Counter[str]:
        """How many changes were made, by rule; emendations and their silent classes by class."""
        by_id = {entry.id: entry for entry in self.ledger}
        return Counter(
            f"emendation ({by_id[change.entry].category})" if change.entry else change.code for change in self.changes
        )


def _proposed(scan: Scan, structure: Structure) -> list[Edit]:
    """What the rules propose, sorted, the ledger not yet heard."""
    found = layout.layout_edits(scan, structure)
    for part in structure.parts:
        for line in layout.text_lines(scan, part, structure):
            heading = layout.is_capitals(scan.text[line.start : line.end])
            for rule in characters.HEADINGS if heading else characters.RUNNING_TEXT:
                found += rule(scan.text, line.start, line.end)
    return sorted(found)


def _overrule(rules: list[Edit], ledger: list[Entry]) -> list[Edit]:
    """The rules' edits without those inside an emendation, and the emendations."""
    emendations = [(entry, edit) for entry in ledger if (edit := entry.edit()) is not None]
    kept, pages, number = [], {}, 0
    for rule in rules:
        while number < len(emendations) and emendations[number][1].end <= rule.start:
            number += 1
        if number == len(emendations) or rule.end <= emendations[number][1].start:
            kept.append(rule)
            continue
        entry, edit = emendations[number]
        if not (edit.start <= rule.start and rule.end <= edit.end):
            raise LedgerError(
                f"{FOLDER / entry.siglum}.yml: entry {entry.id}: the reading {entry.reading!r} cuts through what rule "
                f"{rule.code!r} replaces ({rule.text!r}); take all of it into the reading"
            )
        if rule.page is not None:
            pages[entry.id] = rule.page
    return kept + [
        Edit(edit.start, edit.end, edit.text, edit.code, edit.entry, pages.get(entry.id)) for entry, edit in emendations
    ]


def _is_quotation(text: str) -> bool:
    """Whether a block is wholly somebody's words: it opens with a mark that closes at its end, or not at all."""
    body = SPEAKER.sub("“", text)
    if not body.startswith("“"):
        return False
    depth = 0
    for offset, character in enumerate(body):
        depth += (character == "“") - (character == "”")
        if depth <= 0:
            return bool(QUOTATION_TAIL.fullmatch(body[offset:]))
    return True


def _heading_id(siglum: str, text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "")).strip("-")
    return f"{siglum}-{slug}"


@dataclass(frozen=True)
class _Span:
    """A block's place in the document and in the scan, before it has an id."""

    start: int
    end: int
    lines: tuple[int, int]
    part: Part


def _spans(scan: Scan, structure: Structure, document: str, placed: list[tuple[int, Edit]]) -> list[_Span]:
    """Cut the document at its blocks and find each one's lines in the scan."""

    def scan_offset(offset: int) -> int:
        drift = 0
        for start, edit in placed:
            if start + len(edit.text) > offset:
                if start <= offset:
                    return edit.start
                break
            drift = edit.end - start - len(edit.text)
        return offset + drift

    spans, start = [], 0
    for text in document.removesuffix("\n").split(BLOCK):
        end = start + len(text)
        if not text.strip():
            raise EditionError(f"an empty block after line {scan.line_at(scan_offset(start))} of the scan")
        lines = (scan.line_at(scan_offset(start)), scan.line_at(scan_offset(end - 1)))
        part = next(part for part in structure.parts if part.first <= lines[0] <= part.last)
        spans.append(_Span(start, end, lines, part))
        start = end + len(BLOCK)
    return spans


def _entries_in_document(ledger: list[Entry], placed: list[tuple[int, Edit]]) -> list[tuple[Entry, int]]:
    """Each entry with the offset in the document at which its reading begins, changed or not."""
    found, number, drift = [], 0, 0
    for entry in ledger:
        while number < len(placed) and placed[number][1].end <= entry.start:
            offset, edit = placed[number]
            drift = offset + len(edit.text) - edit.end
            number += 1
        found.append((entry, entry.start + drift))
    return found


def assemble(scan: Scan, structure: Structure, ledger: list[Entry]) -> Edition:
    """Make the edition of a scan.

    Raises LedgerError, LayoutError or EditionError with a message that names the place and the mend.
    """
    ordered = edits.in_order(_overrule(_proposed(scan, structure), ledger))
    document, changes = edits.apply(scan.text, ordered)
    placed = [(change.offset, edit) for change, edit in zip(changes, ordered, strict=True)]
    turns = [(offset + len(edit.text), edit.page) for offset, edit in placed if edit.page is not None]
    stands = _entries_in_document(ledger, placed)
    odd = {block.line: block.kind for block in structure.odd_blocks}
    counts: Counter[str] = Counter()
    blocks: list[Block] = []
    page: int | None = None
    for span in _spans(scan, structure, document, placed):
        text = document[span.start : span.end]
        breaks = [PageBreak(offset - span.start, number) for offset, number in turns if span.start <= offset < span.end]
        if not blocks or blocks[-1].siglum != span.part.siglum:
            page = span.part.first_page
            if page is not None:
                breaks.insert(0, PageBreak(0, page))
        unknown_from = span.part.pages_unknown_from
        if unknown_from is not None and span.lines[0] >= unknown_from:
            page = None
        if breaks and breaks[0].offset == 0:
            page = breaks[0].page
        source = scan.text[scan.start(span.lines[0]) : scan.start(span.lines[1] + 1)]
        kind = odd.get(span.lines[0]) or ("heading" if layout.is_capitals(source) else None)
        kind = kind or ("quotation" if _is_quotation(text) else "paragraph")
        speaker = SPEAKER.match(text) if kind == "quotation" else None
        if kind in HEADINGS:
            identifier = _heading_id(span.part.siglum, text)
        else:
            counts[span.part.siglum] += 1
            identifier = f"{span.part.siglum}{counts[span.part.siglum]}"
        blocks.append(
            Block(
                id=identifier,
                siglum=span.part.siglum,
                kind=kind,
                text=text,
                page=page,
                breaks=tuple(breaks),
                lines=span.lines,
                entries=tuple(entry for entry, offset in stands if span.start <= offset < span.end),
                speaker=speaker[1] if speaker else None,
            )
        )
        page = breaks[-1].page if breaks else page
    by_id = {block.id: block for block in blocks}
    if len(by_id) != len(blocks):
        doubled = [name for name, times in Counter(block.id for block in blocks).items() if times > 1]
        raise EditionError(f"two headings of one text have the same words: {', '.join(doubled)}")
    return Edition(scan, structure, document, changes, blocks, ledger, by_id)


def load_edition(root: Path) -> Edition:
    """Read scan, structure and ledger below the repository ``root`` and make the edition."""
    scan, structure = load_scan(root), load_structure(root)
    return assemble(scan, structure, load_ledger(root, scan, [part.siglum for part in structure.parts]))

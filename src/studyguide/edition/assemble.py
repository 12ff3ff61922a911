"""Apply layout rules, character rules and ledger to the scan, and cut the cleaned document into blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from . import characters, edits, identity, layout, reference
from .blocks import Block, PageBreak, Reading
from .edits import Change, Edit
from .layout import BLOCK
from .ledger import CERTAINTIES, CLASSES, FOLDER, LAYERS, Entry, LedgerError, load_ledger
from .names import Names, load_names
from .quotations import Voice, load_quotations
from .scan import Scan, load_scan
from .structure import HEADINGS, Part, Structure, load_structure

QUOTATION_TAIL = re.compile(r"”[.,]?(?: (?:\(.*\)\.?|– .+))?$")
"""What may follow the words of a quotation that fills a block: its closing mark, and the place where it was printed."""
SPEAKER = re.compile(r"^([A-Z][a-z]+): “")


class EditionError(ValueError):
    """The texts cannot be put together as they stand."""


@dataclass(frozen=True)
class Edition:
    """All texts: the cleaned document, its blocks, every change that made it, and the records of names."""

    scan: Scan
    structure: Structure
    document: str
    changes: list[Change]
    blocks: list[Block]
    ledger: list[Entry]
    names: Names
    _by_id: dict[str, Block] = field(repr=False)

    def block(self, identifier: str) -> Block:
        """The block with this id (or with the former id of a paragraph joined to it); KeyError when there is none."""
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
        blocks = {reading.entry.id: block.id for block in self.blocks for reading in block.readings}
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

    def ledger_counts(self) -> list[tuple[str, int]]:
        """How many entries of the ledger are shown, by kind, class, layer and certainty, each with its number."""
        shown = [entry for entry in self.ledger if not entry.is_silent]
        made = [entry for entry in shown if not entry.is_query]
        by_class = Counter(entry.category for entry in made)
        by_layer = Counter(entry.layer for entry in made)
        by_certainty = Counter(entry.certainty for entry in made)
        return [
            ("emendations shown", len(made)),
            *((f"emendations of class {name}: {CLASSES[name]}", by_class[name]) for name in CLASSES if by_class[name]),
            *((f"emendations in layer {layer}", by_layer[layer]) for layer in LAYERS),
            *((f"emendations that are {certainty}", by_certainty[certainty]) for certainty in CERTAINTIES),
            ("queries", len(shown) - len(made)),
            ("silent emendations in the ledger", len(self.ledger) - len(shown)),
        ]

    def silent_counts(self) -> list[tuple[str, str, int]]:
        """How many silent changes were made: what was done, ``rule`` or ``one by one``, and how often."""
        rules = Counter(change.code for change in self.changes if not change.entry)
        entries = Counter(entry.category for entry in self.ledger if entry.is_silent)
        titles = {**layout.TITLES, **characters.TITLES}
        return [
            *((title, "rule", rules[code]) for code, title in titles.items()),
            *((CLASSES[name], "one by one", entries[name]) for name in CLASSES if entries[name]),
        ]


def _proposed(scan: Scan, structure: Structure) -> list[Edit]:
    """What the rules propose, sorted, the ledger not yet heard."""
    found = layout.layout_edits(scan, structure)
    for part in structure.parts:
        for line in layout.text_lines(scan, part, structure):
            heading = layout.is_capitals(scan.text[line.start : line.end])
            for rule in characters.HEADINGS if heading else characters.RUNNING_TEXT:
                found += rule(scan.text, line.start, line.end)
    return sorted(found)


def _overrule(scan: Scan, rules: list[Edit], ledger: list[Entry]) -> tuple[list[Edit], dict[str, str]]:
    """The rules' edits without those inside an entry, and the emendations; and what each entry's place has in print."""
    kept: list[Edit] = []
    inside: dict[str, list[Edit]] = {entry.id: [] for entry in ledger}
    number = 0
    for rule in rules:
        while number < len(ledger) and ledger[number].end <= rule.start:
            number += 1
        entry = ledger[number] if number < len(ledger) and ledger[number].start < rule.end else None
        if entry is None or entry.is_query:
            kept.append(rule)
        if entry is None:
            continue
        if not (entry.start <= rule.start and rule.end <= entry.end):
            raise LedgerError(
                f"{FOLDER / entry.siglum}.yml: entry {entry.id}: the reading {entry.reading!r} cuts through what rule "
                f"{rule.code!r} replaces ({rule.text!r}); take all of it into the reading"
            )
        inside[entry.id].append(rule)
    for entry in ledger:
        if edit := entry.edit():
            page = next((rule.page for rule in inside[entry.id] if rule.page is not None), None)
            kept.append(replace(edit, page=page))
    return kept, {entry.id: _printed(scan, entry, inside[entry.id]) for entry in ledger}


def _printed(scan: Scan, entry: Entry, rules: list[Edit]) -> str:
    """The print's reading in typographic dress: the scan's, with what the rules would make of it."""
    moved = [replace(rule, start=rule.start - entry.start, end=rule.end - entry.start) for rule in rules]
    return " ".join(edits.apply(scan.text[entry.start : entry.end], moved)[0].split())


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


def _in_document(placed: list[tuple[int, Edit]], offset: int) -> int:
    """The offset in the document of what stands at ``offset`` of the scan, outside the edits."""
    number = bisect_right(placed, offset, key=lambda item: item[1].end) - 1
    if number < 0:
        return offset
    start, edit = placed[number]
    return offset + start + len(edit.text) - edit.end


def _readings(
    ledger: list[Entry], placed: list[tuple[int, Edit]], printed: dict[str, str]
) -> list[tuple[int, int, Entry, str]]:
    """Each entry with the document's offsets at which its reading begins and ends, and what the print has there."""
    found = []
    for entry in ledger:
        start = _in_document(placed, entry.start)
        edit = entry.edit()
        end = start + len(edit.text) if edit else _in_document(placed, entry.end)
        found.append((start, end, entry, printed[entry.id]))
    return found


def assemble(
    scan: Scan,
    structure: Structure,
    ledger: list[Entry],
    names: Names,
    quotations: Callable[[dict[str, str]], dict[str, tuple[Voice, ...]]],
    frozen: dict[identity.Place, str],
) -> Edition:
    """Make the edition of a scan; ``quotations`` gives the voices of each paragraph once the texts are known.

    Raises LedgerError, LayoutError or EditionError with a message that names the place and the mend.
    """
    made, printed = _overrule(scan, _proposed(scan, structure), ledger)
    ordered = edits.in_order(made)
    document, changes = edits.apply(scan.text, ordered)
    placed = [(change.offset, edit) for change, edit in zip(changes, ordered, strict=True)]
    turns = [(offset + len(edit.text), edit.page) for offset, edit in placed if edit.page is not None]
    readings = _readings(ledger, placed, printed)
    odd = {block.line: block.kind for block in structure.odd_blocks}
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
        blocks.append(
            Block(
                id=_heading_id(span.part.siglum, text) if kind in HEADINGS else "",
                siglum=span.part.siglum,
                kind=kind,
                text=text,
                page=page,
                breaks=tuple(breaks),
                lines=span.lines,
                readings=tuple(
                    Reading(entry, start - span.start, min(end, span.end) - start, print_has)
                    for start, end, entry, print_has in readings
                    if span.start <= start < span.end
                ),
                speaker=speaker[1] if speaker else None,
            )
        )
        page = breaks[-1].page if breaks else page
    blocks = _identified(blocks, frozen)
    doubled = [name for name, times in Counter(block.id for block in blocks).items() if times > 1]
    if doubled:
        raise EditionError(f"two headings of one text have the same words: {', '.join(doubled)}")
    voices = quotations({block.id: block.text for block in blocks if not block.is_heading})
    blocks = [
        replace(block, voices=voices.get(block.id, ()), mentions=names.mentions(block.id, block.text))
        for block in blocks
    ]
    by_id = {name: block for block in blocks for name in (block.id, *block.former)}
    return Edition(scan, structure, document, changes, blocks, ledger, names, by_id)


def _identified(blocks: list[Block], frozen: dict[identity.Place, str]) -> list[Block]:
    """The blocks with the ids of their paragraphs."""
    numbered = [block for block in blocks if not block.is_heading]
    begins = list(zip((b.siglum for b in numbered), identity.places([b.lines[0] for b in numbered]), strict=True))
    ids, joined = identity.assign(frozen, begins)
    given = iter(ids)
    found = []
    for block in blocks:
        name = block.id if block.is_heading else next(given)
        found.append(replace(block, id=name, former=tuple(joined.get(name, ()))))
    return found


def load_edition(root: Path) -> Edition:
    """Read everything below the repository ``root`` that the texts are made of, and make the edition.

    Raises one of EDITION_ERRORS with a message that names file, place and mend.
    """
    scan, structure = load_scan(root), load_structure(root)
    ledger = load_ledger(root, scan, [part.siglum for part in structure.parts])
    return assemble(
        scan, structure, ledger, load_names(root), partial(load_quotations, root), identity.load_frozen(root)
    )

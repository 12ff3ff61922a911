"""The edition as TEI P5 XML: the texts with their readings, voices and names in place.

``tei.rng``, beside this module, admits exactly the elements used here; a test validates against it and against the
TEI's own schema. Where annotations overlap they are cut into pieces that nest (see ``overlap``), and the pieces are
chained by ``next`` and ``prev``. Silent changes are counted in the header, not marked.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from . import imprint, tei_records
from .blocks import Block, PageBreak, Reading
from .imprint import Selection
from .names import Mention
from .overlap import Piece, nested
from .structure import Described, Part
from .tei_records import CERTAINTY, append_text, child

SCHEMA = "tei.rng"
NAMESPACE = "http://www.tei-c.org/ns/1.0"
PROLOGUE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<?xml-model href="{SCHEMA}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
)
FRONT = ("A", "E", "R")
"""The texts that stand before the three works."""
DIVISIONS = {"A": "foreword", "E": "epigraph", "R": "biographical-note"}
NAME_TAGS = {"people": "persName", "organisations": "orgName", "places": "placeName", "papers": "title"}
MIXED = {"p", "ab", "head", "byline", "l", "note", "desc", "item", "catDesc", "licence", "label", "persName", "orgName"}
MIXED |= {"placeName", "title", "author", "editor", "edition", "publisher", "bibl", "language", "geo", "country"}
"""Elements inside which white space is text, so that no line may be broken."""


class _Blocks:
    """The writer of blocks; it knows the records that their mentions and voices point to."""

    def __init__(self, chosen: Selection) -> None:
        self.records = {record.id: record for record in chosen.names}
        self.speakers = tei_records.speakers(chosen)

    def _link(self, element: ET.Element, block: Block, piece: Piece) -> None:
        """Chain the pieces of an annotation that had to be cut."""
        if piece.count > 1:
            prefix = f"{block.id}.{piece.source + 1}."
            element.set("xml:id", f"{prefix}{piece.number}")
            if piece.number < piece.count:
                element.set("next", f"#{prefix}{piece.number + 1}")
            if piece.number > 1:
                element.set("prev", f"#{prefix}{piece.number - 1}")

    def _open(self, parent: ET.Element, block: Block, piece: Piece) -> ET.Element:
        """Make the element of a piece; give the one that holds its text."""
        each = piece.annotation
        if isinstance(each, Reading):
            identifier = each.entry.id
            if each.entry.is_query:
                return child(parent, "seg", type="query", id=identifier)
            if not imprint.differs(block, each):
                return child(parent, "seg", type="division", id=identifier)
            choice = child(parent, "choice", id=identifier)
            child(choice, "sic", imprint.printed_here(each))
            resp = f"#{tei_records.editor_id(each.entry.by)}"
            return child(choice, "corr", resp=resp, cert=CERTAINTY[each.entry.certainty])
        if isinstance(each, Mention):
            element = child(parent, NAME_TAGS[self.records[each.record].group], ref=f"#{each.record}")
        else:
            speaker, utterance = each.utterance.speaker, f"#utterance.{each.utterance.number}"
            element = child(parent, "said", who=f"#{self.speakers[speaker]}", corresp=utterance)
            if tei_records.PROBABLY in speaker:
                element.set("cert", "medium")
        self._link(element, block, piece)
        return element

    def _inline(
        self, parent: ET.Element, block: Block, span: tuple[int, int], pieces: list[Piece], turns: list[PageBreak]
    ) -> None:
        """Write text[span] of a block with the pieces in it; takes from ``turns`` the pages that begin there."""
        position, end = span

        def run(to: int, closed: bool) -> None:
            nonlocal position
            while turns and (turns[0].offset <= to if closed else turns[0].offset < to):
                turn = turns.pop(0)
                append_text(parent, block.text[position : turn.offset])
                position = turn.offset
                page_break(parent, turn, in_word=position > 0 and not block.text[position - 1].isspace())
            append_text(parent, block.text[position:to])
            position = to

        while pieces:
            piece, *rest = pieces
            within = next((n for n, each in enumerate(rest) if each.end > piece.end), len(rest))
            inner, pieces = rest[:within], rest[within:]
            run(piece.start, closed=True)
            self._inline(self._open(parent, block, piece), block, (piece.start, piece.end), inner, turns)
            position = piece.end
        run(end, closed=False)

    def block(self, parent: ET.Element, block: Block) -> None:
        """Write a block; page breaks before its first word stand before the block."""
        turns = list(block.breaks)
        while turns and turns[0].offset == 0:
            page_break(parent, turns.pop(0))
        if block.kind == "verse":
            element = child(parent, "lg", id=block.id, n=block.id)
            lines, start = [], 0
            for line in block.text.split("\n"):
                lines.append((start, start + len(line)))
                start += len(line) + 1
            pieces = nested(block, lines)
            for first, last in lines:
                here = [piece for piece in pieces if first <= piece.start and piece.end <= last]
                self._inline(child(element, "l"), block, (first, last), here, turns)
            return
        if block.kind in ("title", "heading"):
            element = child(parent, "head", id=block.id, type=block.kind)
        elif block.kind == "byline":
            element = child(parent, "byline", id=block.id)
        elif block.kind in ("paragraph", "quotation"):
            holder = child(parent, "quote") if block.kind == "quotation" else parent
            element = child(holder, "p", id=block.id, n=block.id)
        else:
            element = child(parent, "ab", id=block.id, n=block.id, type=block.kind)
        for former in block.former:
            child(element, "anchor", id=former)
        whole = (0, len(block.text))
        self._inline(element, block, whole, nested(block, [whole]), turns)


def page_break(parent: ET.Element, turn: PageBreak, in_word: bool = False) -> None:
    """The beginning of a page; ``break="no"`` where it does not end a word."""
    element = child(parent, "pb", n=str(turn.page))
    if in_word:
        element.set("break", "no")


def _gap(parent: ET.Element, matter: Described) -> None:
    quantity = str(matter.last - matter.first + 1)
    element = child(parent, "gap", reason="described", unit="line", quantity=quantity)
    child(element, "desc", matter.description.strip())


def _division(parent: ET.Element, chosen: Selection, part: Part, writer: _Blocks) -> None:
    """One text: a div with its sections."""
    top = here = child(parent, "div", id=part.siglum, n=part.siglum, type=DIVISIONS.get(part.siglum, "work"))
    for each in chosen.sequence(part):
        if isinstance(each, Described):
            _gap(here, each)
            continue
        if each.kind == "heading":
            here = child(top, "div", type="section")
        writer.block(here, each)


def _indent(element: ET.Element, depth: int = 0) -> None:
    """Break lines between the children of elements that hold no running text."""
    if element.tag in MIXED or not len(element):
        return
    margin = "\n" + " " * depth
    element.text = margin + " "
    for each in element:
        _indent(each, depth + 1)
        each.tail = margin + " "
    element[-1].tail = margin


def document(chosen: Selection) -> ET.Element:
    """The whole document as a tree; the names of its elements carry the TEI's namespace by the root's ``xmlns``."""
    root = ET.Element("TEI", {"xmlns": NAMESPACE, "xml:lang": "en"})
    writer = _Blocks(chosen)
    tei_records.header(root, chosen, writer.speakers)
    text = child(root, "text")
    before = [part for part in chosen.parts if part.siglum in FRONT and chosen.is_whole]
    if before:
        front = child(text, "front")
        for part in before:
            _division(front, chosen, part, writer)
    body = child(text, "body")
    for part in chosen.parts:
        if part not in before:
            _division(body, chosen, part, writer)
    tei_records.stand_off(root, chosen, writer.speakers)
    _indent(root)
    return root


def tei(chosen: Selection) -> str:
    """The texts as a TEI document."""
    return PROLOGUE + ET.tostring(document(chosen), encoding="unicode") + "\n"

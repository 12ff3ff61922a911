"""From blocks of the edition to nodes of a page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from docutils import nodes as docnodes

from studyguide.edition import Block
from studyguide.edition.blocks import Reading
from studyguide.edition.quotations import Utterance

from . import nodes

LABELLED_WORDS = 8
"""A quotation of fewer words does not need its speaker named above the paragraph: the sentence around it does that."""


def shown(block: Block) -> list[Reading]:
    """The readings that are shown at their place: all but the silent ones."""
    return [each for each in block.readings if not each.entry.is_silent and each.length]


def reading_node(each: Reading, text: str) -> nodes.reading:
    """A reading with its sign; as printed only where the words differ, not where a paragraph was joined or cut."""
    adopted = each.entry.adopted
    swaps = adopted is not None and "¶" not in adopted and each.entry.category != "paragraph"
    label = "Query" if adopted is None else f"Emendation: printed “{each.printed}”"
    return nodes.reading(
        "",
        docnodes.Text(text),
        entry=each.entry.id,
        kind="query" if adopted is None else "emended",
        printed=each.printed if swaps else "",
        label=label,
        href="",
    )


def inlines(block: Block, named: bool) -> list[docnodes.Node]:
    """The text of a block with readings, quoted words, page and line breaks; ``named``: page breaks get ids."""
    readings = {each.offset: each for each in shown(block)}
    inside = {i for each in readings.values() for i in range(each.offset + 1, each.offset + each.length)}

    def outside(offset: int) -> int:
        # A mark inside a reading moves to its end, so that a reading stays in one piece.
        while offset in inside:
            offset += 1
        return offset

    marks: dict[int, list[docnodes.Node]] = {}
    for turn in block.breaks:
        marks.setdefault(outside(turn.offset), []).append(nodes.page_break(number=turn.page, named=named))
    line_ends = {i for i, character in enumerate(block.text) if character == "\n"}
    quoted = [(voice.start, voice.end) for voice in block.voices if not voice.whole]
    cuts = {0, len(block.text), *marks, *line_ends, *(end + 1 for end in line_ends)}
    cuts |= {offset for each in readings.values() for offset in (each.offset, each.offset + each.length)}
    cuts |= {outside(offset) for stretch in quoted for offset in stretch}
    found: list[docnodes.Node] = []
    for start, end in pairwise(sorted(cuts)):
        found += marks.get(start, [])
        if start in line_ends:
            found.append(nodes.verse_line())
            continue
        text = block.text[start:end]
        node = reading_node(readings[start], text) if start in readings else docnodes.Text(text)
        if any(one <= start < other for one, other in quoted):
            node = docnodes.inline("", "", node, classes=["quoted"])
        found.append(node)
    return found


def utterances(block: Block) -> list[Utterance]:
    """Those who speak in a block at some length, in their order."""
    long = [
        voice.utterance
        for voice in block.voices
        if voice.whole or len(block.text[voice.start : voice.end].split()) >= LABELLED_WORDS
    ]
    return list({each.number: each for each in long if not each.within}.values())


def voices(block: Block, before: Iterable[Utterance]) -> docnodes.paragraph | None:
    """The line above a block that says who speaks in it, and through whose hands; shorter where a speech goes on."""
    going_on = {each.number for each in before}
    line = docnodes.paragraph("", classes=["voices"])
    for each in utterances(block):
        item = docnodes.inline("", "", docnodes.inline("", each.speaker, classes=["voice"]), classes=["utterance"])
        if each.number in going_on:
            item += docnodes.inline("", " goes on", classes=["occasion"])
        else:
            if each.occasion:
                item += docnodes.inline("", f", {each.occasion}", classes=["occasion"])
            item += docnodes.inline("", f"; through {', '.join(each.via)}", classes=["via"])
        line += [*([docnodes.Text(" · ")] if line.children else []), item]
    return line if line.children else None


def notes(block: Block, before: Iterable[Utterance]) -> list[docnodes.Element]:
    """The editors' notes on the speakers of a block, closed, where each speech begins."""
    going_on = {each.number for each in before}
    new = {each.number: each for each in (voice.utterance for voice in block.voices) if each.number not in going_on}
    return [
        docnodes.raw(
            "",
            f'<details class="voice-note"><summary>Editors’ note: {escape(each.speaker)}</summary>'
            f"<p>{escape(each.note)}</p></details>",
            format="html",
        )
        for each in new.values()
        if each.note
    ]


def body(block: Block, named: bool) -> docnodes.Element:
    """The element that holds a block's text and, when ``named``, its id."""
    ids = {"ids": [block.id]} if named else {}
    tone = ["quoted"] if any(voice.whole for voice in block.voices) else []
    if block.kind == "quotation":
        quotation = docnodes.block_quote("", docnodes.paragraph("", "", *inlines(block, named)), classes=tone, **ids)
        if block.speaker:
            quotation["classes"].append("with-speaker")
        return quotation
    return docnodes.paragraph("", "", *inlines(block, named), classes=[block.kind, *tone], **ids)


def numbered(block: Block, target: str, named: bool, before: Iterable[Utterance] = ()) -> nodes.block:
    """A numbered block: its number, which links to ``target``, who speaks in it, and its text."""
    line = voices(block, before)
    former = [docnodes.target("", "", ids=[each]) for each in block.former] if named else []
    children = [*former, *([line] if line else []), *notes(block, before), body(block, named)]
    return nodes.block("", *children, label=block.id, target=target, classes=["block", f"block-{block.kind}"])


def sections(blocks: Iterable[Block]) -> list[docnodes.Element]:
    """The blocks of a passage, with ids; a title or heading opens a section that runs to the next."""
    found: list[docnodes.Element] = []
    opened: docnodes.Element | None = None
    before: list[Utterance] = []
    for block in blocks:
        if block.kind == "byline":
            element: docnodes.Element = docnodes.paragraph("", "", *inlines(block, True), classes=["byline"])
        elif block.is_heading:
            title = docnodes.title("", "", *inlines(block, True))
            opened = docnodes.section("", title, ids=[block.id.lower()], names=[], classes=[f"source-{block.kind}"])
            found.append(opened)
            continue
        else:
            element = numbered(block, f"#{block.id}", True, before)
            before = utterances(block)
        (found if opened is None else opened).append(element)
    return found


def excerpt(blocks: Iterable[Block]) -> list[docnodes.Element]:
    """The numbered blocks without ids, each to be linked to where it stands; headings are left out."""
    return [numbered(block, block.id, named=False) for block in blocks if not block.is_heading]

"""From blocks of the edition to nodes of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes as docnodes

from studyguide.edition import Block

from . import nodes


def inlines(block: Block, named: bool) -> list[docnodes.Node]:
    """The text of a block, with its page breaks and, in verse, its line breaks; ``named``: page breaks get ids."""
    marks: list[tuple[int, int, docnodes.Node]] = [
        (turn.offset, 0, nodes.page_break(number=turn.page, named=named)) for turn in block.breaks
    ]
    marks += [(i, 1, nodes.verse_line()) for i, character in enumerate(block.text) if character == "\n"]
    found: list[docnodes.Node] = []
    position = 0
    for offset, width, mark in sorted(marks, key=lambda item: item[:2]):
        if offset > position:
            found.append(docnodes.Text(block.text[position:offset]))
        found.append(mark)
        position = offset + width
    found.append(docnodes.Text(block.text[position:]))
    return found


def body(block: Block, named: bool) -> docnodes.Element:
    """The element that holds a block's text and, when ``named``, its id."""
    ids = {"ids": [block.id]} if named else {}
    if block.kind == "quotation":
        quotation = docnodes.block_quote("", docnodes.paragraph("", "", *inlines(block, named)), **ids)
        if block.speaker:
            quotation["classes"].append("with-speaker")
        return quotation
    return docnodes.paragraph("", "", *inlines(block, named), classes=[block.kind], **ids)


def numbered(block: Block, target: str, named: bool) -> nodes.block:
    """A numbered block: its number, which links to ``target``, and its text."""
    return nodes.block("", body(block, named), label=block.id, target=target, classes=["block", f"block-{block.kind}"])


def sections(blocks: Iterable[Block]) -> list[docnodes.Element]:
    """The blocks of a passage, with ids; a title or heading opens a section that runs to the next."""
    found: list[docnodes.Element] = []
    opened: docnodes.Element | None = None
    for block in blocks:
        if block.kind == "byline":
            element: docnodes.Element = docnodes.paragraph("", "", *inlines(block, True), classes=["byline"])
        elif block.is_heading:
            title = docnodes.title("", "", *inlines(block, True))
            opened = docnodes.section("", title, ids=[block.id.lower()], names=[], classes=[f"source-{block.kind}"])
            found.append(opened)
            continue
        else:
            element = numbered(block, f"#{block.id}", named=True)
        (found if opened is None else opened).append(element)
    return found


def excerpt(blocks: Iterable[Block], address: Callable[[Block], str]) -> list[docnodes.Element]:
    """The numbered blocks without ids, each linked to where it stands; headings are left out."""
    return [numbered(block, address(block), named=False) for block in blocks if not block.is_heading]

"""The facts of a session that follow from its passages: which paragraphs, which pages, how long to read."""

from __future__ import annotations

from docutils import nodes as docnodes

from studyguide.edition import Edition

from .domain import spans

WORDS_A_MINUTE = 150
"""Reading speed for the minutes of a session: slow, because the texts are dense and read with a pencil."""


def minutes_for(words: int) -> str:
    """How long it takes to read so many words: ``about 6 minutes``."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"about {minutes} {'minute' if minutes == 1 else 'minutes'}"


def of_paragraphs(edition: Edition, placed: list[str], stops: int = 0) -> list[tuple[str, str]]:
    """Name and value of each fact about the paragraphs with these ids; ``stops`` are the words of the stops in them."""
    blocks = [edition.block(name) for name in placed]
    words = sum(block.words for block in blocks)
    with_stops = f"; with the stops on the way, {minutes_for(words + stops)}" if stops else ""
    pages = {page for block in blocks for page in block.pages}
    return [
        ("Paragraphs", spans(placed)),
        ("In the pamphlet", pages_in_words(pages)),
        ("Reading", f"{words:,} words, {minutes_for(words)}{with_stops}"),
    ]


def pages_in_words(pages: set[int]) -> str:
    """The first and the last of some pages."""
    if not pages:
        return "unnumbered pages"
    first, last = min(pages), max(pages)
    return f"page {first}" if first == last else f"pages {first}–{last}"


def definition_list(rows: list[tuple[str, str]]) -> docnodes.definition_list:
    """The facts as terms and definitions."""
    items = [
        docnodes.definition_list_item(
            "", docnodes.term("", name), docnodes.definition("", docnodes.paragraph("", value))
        )
        for name, value in rows
    ]
    return docnodes.definition_list("", *items, classes=["at-a-glance"])

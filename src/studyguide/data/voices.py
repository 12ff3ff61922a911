"""Who is quoted in a text, and through whose hands the words came, as plain data for widgets."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from studyguide.course import find_root

WRITTEN = re.compile(
    r"\((?:resolution|report|decision|platform|leaflet|circular letter|pamphlet|Appeal)\)"
    r"|verdict|\barticle\b|\bletter\b|memorandum|notice|Announcement|slogans|\bpress\b|\bpapers\b|^Pravda"
)
"""What a speaker or an occasion says where the words were on paper from the first."""
CLOSING = re.compile(r"”[.,]?$")
CUT = " […]"
"""Marks what we leave out: points without brackets stand in the texts themselves."""


def opening(text: str, words: int) -> str:
    """The first words of a text, with a mark where it goes on."""
    every = text.split()
    return " ".join(every) if len(every) <= words else " ".join(every[:words]) + CUT


def quotations(passage: str = "T", words: int = 25, root: Path | None = None) -> list[dict[str, Any]]:
    """The quotations in ``passage`` (a siglum, or paragraphs such as ``T128-T143``), in the order of the text.

    Each has ``id`` (its paragraph's, with a number from the second in a paragraph on), ``paragraph``, ``speaker``,
    ``occasion``, ``via`` (the hands, the last the writer of the text), ``first`` (its first ``words`` words),
    ``words`` (how many it has in all), ``record`` (the number of its record: one speaker, one occasion), ``within``
    (whether it stands inside another) and ``written`` (whether the words were on paper from the first, as far as the
    record says so).
    """
    # Imported here, because the edition needs PyYAML, which a browser's kernel may not have.
    from studyguide.edition import load_edition

    edition = load_edition(root or find_root())
    sigla = {part.siglum for part in edition.structure.parts}
    found = []
    seen: Counter[str] = Counter()
    for block in edition.part(passage) if passage in sigla else edition.range(passage):
        for voice in block.voices:
            seen[block.id] += 1
            text = CLOSING.sub("", block.text[voice.start : voice.end].removeprefix("“"))
            said = voice.utterance
            found.append(
                {
                    "id": block.id if seen[block.id] == 1 else f"{block.id}.{seen[block.id]}",
                    "paragraph": block.id,
                    "speaker": said.speaker,
                    "occasion": said.occasion,
                    "via": list(said.via),
                    "first": opening(text, words),
                    "words": len(text.split()),
                    "record": said.number,
                    "within": said.within,
                    "written": bool(WRITTEN.search(said.speaker) or WRITTEN.search(said.occasion)),
                }
            )
    return found

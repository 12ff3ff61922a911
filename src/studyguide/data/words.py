"""Words counted in the texts: where they stand, in whose mouth, and how often per thousand.

The widget's module (``frontend/assets/widgets/words.js``) counts by the same rules; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyguide.course import find_root

SIGLA = "STCAER"
"""The texts in the order in which they are shown: Maximoff's three, then what stands around them."""
WHOSE = ("all", "own", "quoted")
FEWEST = 5
"""With fewer hits than this no rate is given: one hit more or less would change it by a quarter or more."""
WORD = re.compile(r"[^\W_]+(?:[-’][^\W_]+)*")
"""A word of a folded text; hyphens and apostrophes inside belong to it."""
Text = Mapping[str, Any]


@dataclass(frozen=True)
class Hit:
    """A word found: in the paragraph ``block``, from ``start`` to ``end`` of its text.

    ``place`` is how far along its text it stands, from 0 to 1. ``speaker`` says whose words are quoted there; it is
    empty where the text's writer speaks.
    """

    block: str
    start: int
    end: int
    place: float
    speaker: str


def corpus(root: Path | None = None) -> list[dict[str, Any]]:
    """The reading texts as plain data: ``siglum``, ``title``, ``blocks``.

    A block has its ``id`` (empty for a heading, which is not searched), its ``text``, and ``quoted``: start, end and
    speaker of each stretch that is somebody else's.
    """
    # Imported here, because the edition needs PyYAML, which a browser's kernel may not have.
    from studyguide.edition import load_edition

    edition = load_edition(root or find_root())
    titles = {part.siglum: part.short_title for part in edition.structure.parts}
    return [
        {
            "siglum": siglum,
            "title": titles[siglum],
            "blocks": [
                {
                    "id": "" if block.is_heading else block.id,
                    "text": block.text,
                    "quoted": [[voice.start, voice.end, voice.utterance.speaker] for voice in block.voices],
                }
                for block in edition.part(siglum)
            ],
        }
        for siglum in SIGLA
    ]


def _letter(letter: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", letter.lower()) if not unicodedata.combining(c))
    return bare if len(bare) == 1 else letter


def fold(text: str) -> str:
    """The text without case and diacritics, as long as before; apostrophes and hyphens of one kind each."""
    folded = "".join(letter.lower() if letter.isascii() else _letter(letter) for letter in text)
    return re.sub(r"\s", " ", re.sub("[‐‑]", "-", re.sub("['ʼ]", "’", folded)))


def wanted(query: str) -> str:
    """What a reader has typed, in the form that is looked for; empty when there is no letter in it."""
    folded = "".join(c for c in fold(unicodedata.normalize("NFC", query)) if not unicodedata.combining(c))
    return " ".join(re.sub(r"^[\W_]+|[\W_]+$", "", folded).split())


def speaker_at(block: Mapping[str, Any], offset: int) -> str:
    """Who is quoted at an offset of a block: the innermost voice, or nobody."""
    found: list[str] = [speaker for start, end, speaker in block["quoted"] if start <= offset < end]
    return found[-1] if found else ""


def _is_wanted(whose: str, speaker: str) -> bool:
    return whose == "all" or (whose == "quoted") == bool(speaker)


def words_in(text: Text, whose: str = "all") -> int:
    """How many words the numbered paragraphs of a text have: all of them, the writer's own, or those quoted."""
    return sum(
        _is_wanted(whose, speaker_at(block, word.start()))
        for block in text["blocks"]
        if block["id"]
        for word in WORD.finditer(fold(block["text"]))
    )


def _in_block(folded: str, sought: str, whole: bool) -> Iterator[int]:
    spans = [word.span() for word in WORD.finditer(folded)]
    begins, ends = {start for start, _ in spans}, {end for _, end in spans}
    at = folded.find(sought)
    while at >= 0:
        end = at + len(sought)
        # “Lenin’s” is the word Lenin.
        is_whole = end in ends or (folded.startswith("’s", end) and end + 2 in ends)
        if at in begins and (is_whole or not whole):
            yield at
        at = folded.find(sought, at + 1)


def find(text: Text, query: str, *, whole: bool = False, whose: str = "all") -> list[Hit]:
    """Where a word or a phrase stands in a text: at the beginning of words, or as whole words only."""
    sought, found, before = wanted(query), [], 0
    numbered = [block for block in text["blocks"] if block["id"]]
    length = sum(len(block["text"]) for block in numbered)
    for block in numbered:
        for at in _in_block(fold(block["text"]), sought, whole) if sought else ():
            speaker = speaker_at(block, at)
            if _is_wanted(whose, speaker):
                found.append(Hit(block["id"], at, at + len(sought), (before + at) / length, speaker))
        before += len(block["text"])
    return found


def per_thousand(hits: int, words: int) -> str:
    """A rate that its count can bear: none below five hits, a decimal below ten, else whole."""
    if hits < FEWEST:
        return "–"
    rate = 1000 * hits / words
    return f"{rate:.1f}" if rate < 9.95 else f"{rate:.0f}"


def borders(text: Text, places: Mapping[str, str]) -> list[tuple[float, str]]:
    """How far along a text each session begins, with the session's number; ``places`` are addresses of paragraphs."""
    numbered = [block for block in text["blocks"] if block["id"]]
    length = sum(len(block["text"]) for block in numbered)
    found: list[tuple[float, str]] = []
    before = 0
    for block in numbered:
        session = re.search(r"sessions/0*(\d+)-", places.get(block["id"], ""))
        if session and session[1] not in [number for _, number in found]:
            found.append((before / length, session[1]))
        before += len(block["text"])
    return found


def chosen(texts: Sequence[Text], sigla: str) -> list[Text]:
    """Some of the texts, in their order."""
    return [text for text in texts if text["siglum"] in sigla]

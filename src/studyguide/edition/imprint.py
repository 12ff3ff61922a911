"""What every form of the edition says of itself, and what goes into one: all texts, or one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from . import scan
from .assemble import Edition
from .blocks import Block, Reading
from .ledger import PARAGRAPH, Entry
from .names import Name
from .quotations import Utterance, Voice
from .structure import Described, Part

TITLE = "Reading Maximoff on the Russian Revolution: the texts"
EDITORS = "The study guide’s editors"
SOURCE = "a text file made by scanning a pamphlet of the ‘Anarchive’ series; it is kept unchanged in the project"
SCAN_PATH = f"{scan.FOLDER.as_posix()}/{scan.NAME}"
RIGHTS_PATH = "book/texts/RIGHTS.md"
RIGHTS = (
    "The texts are not the project’s own, and its licences do not cover them; what is known of their rights, and what "
    f"is not, stands in {RIGHTS_PATH} of the project."
)
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
LICENSED = f"What the editors added (notes, records of names, apparatus) is published under {LICENCE}."


@dataclass(frozen=True)
class Selection:
    """Texts of an edition that are published together; ``name`` is what their files are called."""

    edition: Edition
    name: str
    parts: tuple[Part, ...]

    @property
    def is_whole(self) -> bool:
        """Whether these are all texts."""
        return self.parts == self.edition.structure.parts

    @property
    def title(self) -> str:
        """The title of the one text, or of the whole."""
        return TITLE if self.is_whole else self.parts[0].title

    @property
    def blocks(self) -> list[Block]:
        """The blocks of these texts, in order."""
        return [block for part in self.parts for block in self.edition.part(part.siglum)]

    @property
    def described(self) -> list[Described]:
        """The matter of these texts that is described instead of transcribed."""
        sigla = {part.siglum for part in self.parts}
        return [matter for matter in self.edition.structure.described if matter.siglum in sigla]

    @property
    def ledger(self) -> list[Entry]:
        """The emendations and queries in these texts."""
        sigla = {part.siglum for part in self.parts}
        return [entry for entry in self.edition.ledger if entry.siglum in sigla]

    @property
    def voices(self) -> list[tuple[Block, Voice]]:
        """The quotations in these texts, each with its block."""
        return [(block, voice) for block in self.blocks for voice in block.voices]

    @property
    def utterances(self) -> list[Utterance]:
        """The utterances quoted in these texts, in the order of their records."""
        found = {voice.utterance.number: voice.utterance for _, voice in self.voices}
        return [found[number] for number in sorted(found)]

    @property
    def names(self) -> list[Name]:
        """The records of the names in these texts, in their order; all of them when these are all texts."""
        if self.is_whole:
            return list(self.edition.names.records.values())
        used = {name for block in self.blocks for name in block.names}
        return [record for record in self.edition.names.records.values() if record.id in used]

    def sequence(self, part: Part) -> Iterator[Block | Described]:
        """The blocks of a text, each piece of described matter before the first block that begins behind it."""
        waiting = [matter for matter in self.described if matter.siglum == part.siglum]
        for block in self.edition.part(part.siglum):
            while waiting and waiting[0].first < block.lines[0]:
                yield waiting.pop(0)
            yield block
        yield from waiting


def selections(edition: Edition) -> list[Selection]:
    """All texts together, then each by itself."""
    parts = edition.structure.parts
    return [Selection(edition, "edition", parts), *(Selection(edition, part.siglum, (part,)) for part in parts)]


def scan_sha256(edition: Edition) -> str:
    """The SHA-256 of the scan's bytes, in hexadecimal."""
    return hashlib.sha256(edition.scan.text.encode()).hexdigest()


def where(part: Part) -> str:
    """Where a text stands in the scan and in the pamphlet, in words."""
    lines = f"lines {part.first} to {part.last} of the scan"
    return lines if part.first_page is None else f"{lines}, from page {part.first_page} of the pamphlet"


def printed_here(each: Reading) -> str:
    """What the print has in the block of a reading: without what the editors moved to a new paragraph."""
    _, cut, next_paragraph = (each.entry.adopted or "").partition(PARAGRAPH)
    return each.printed.removesuffix(next_paragraph).rstrip() if cut else each.printed


def differs(block: Block, each: Reading) -> bool:
    """Whether an emendation changes words or signs; if not, it joins or cuts paragraphs only."""
    return printed_here(each) != block.text[each.offset : each.offset + each.length]

r"""The emendations ledger: every change of a reading, and every open query, as a record.

One file a text, ``book/texts/emendations/SIGLUM.yml``: a list of entries. An entry's ``reading`` is what the scan has,
character for character from the line that it names (a line break is written ``\n`` in double quotes, with the space
before it); ``adopted`` is what the edition prints there, in its final shape: typographic quotes, and ``¶`` where a new
paragraph begins. An entry without ``adopted`` is a query: the reading stays as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .edits import Edit
from .layout import BLOCK
from .records import read
from .scan import Scan

FOLDER = Path("book/texts/emendations")
PARAGRAPH = "¶"
LAYERS = (1, 2)
CERTAINTIES = ("certain", "likely", "conjecture")
CLASSES = {
    "word": "a real word misread as another",
    "letter": "letters misread, so that no word stands there",
    "lacuna": "something lost",
    "name": "a name misread",
    "figure": "a figure misread",
    "capital": "a capital for a small letter, or the reverse",
    "punctuation": "a point, comma or bracket wrong, lost or added",
    "quote": "a quotation mark wrong, lost or added",
    "apostrophe": "an apostrophe wrong, lost or added",
    "dash": "a hyphen or another sign for a dash",
    "ellipsis": "an ellipsis broken by another sign",
    "hyphen": "a hyphen wrongly kept, lost or added",
    "space": "a space lost or added",
    "paragraph": "a paragraph break lost or added",
    "stray": "a mark that belongs to no text",
}
"""The classes of emendation, with what each means."""
SILENT_CLASSES = ("apostrophe", "capital", "dash", "ellipsis", "hyphen", "quote", "space", "stray")
"""Classes that, in the layer of this scan, are transcription: counted, not shown one by one."""


class LedgerError(ValueError):
    """An entry of the ledger that cannot be applied; the message names the file, the entry and the mend."""


@dataclass(frozen=True)
class Entry:
    """One emendation (``adopted`` is text) or query (``adopted`` is None).

    ``line`` is the scan's line at which the reading begins; ``layer`` is 1 for the pamphlet, 2 for the scan;
    ``start`` and ``end`` are the reading's offsets in the scan.
    """

    id: str
    siglum: str
    line: int
    reading: str
    adopted: str | None
    category: str
    layer: int
    certainty: str
    ground: str
    by: str
    start: int
    end: int

    @property
    def is_query(self) -> bool:
        """Whether the reading stays as printed, with a question."""
        return self.adopted is None

    @property
    def is_silent(self) -> bool:
        """Whether the change is mere transcription, counted by class and not shown at its place."""
        return not self.is_query and self.layer == 2 and self.category in SILENT_CLASSES

    def edit(self) -> Edit | None:
        """The edit that adopts the reading; None for a query."""
        if self.adopted is None:
            return None
        return Edit(self.start, self.end, self.adopted.replace(PARAGRAPH, BLOCK), "emendation", entry=self.id)


FIELDS = {"line": int, "reading": str, "class": str, "layer": int, "certainty": str, "ground": str}
OPTIONAL = {"adopted": str, "occurrence": int, "by": str}


def _check_fields(record: Any, where: str) -> None:
    if not isinstance(record, dict):
        raise LedgerError(f"{where}: an entry is a mapping with the fields {', '.join(FIELDS)}")
    for name in record:
        if name not in FIELDS and name not in OPTIONAL:
            raise LedgerError(f"{where}: there is no field {name!r}; fields are {', '.join([*FIELDS, *OPTIONAL])}")
    for name, kind in {**FIELDS, **{key: OPTIONAL[key] for key in OPTIONAL if key in record}}.items():
        if name not in record:
            raise LedgerError(f"{where}: field {name!r} is missing")
        if type(record[name]) is not kind:
            raise LedgerError(
                f"{where}: field {name!r} must be {'a whole number' if kind is int else 'text'}, "
                f"not {record[name]!r}; put text that looks like something else in quotation marks"
            )
    for name, allowed in (("class", tuple(CLASSES)), ("layer", LAYERS), ("certainty", CERTAINTIES)):
        if record[name] not in allowed:
            raise LedgerError(f"{where}: {name} {record[name]!r} is none of {', '.join(map(str, allowed))}")
    if not record["ground"].strip():
        raise LedgerError(f"{where}: say in 'ground' why")


def _locate(record: dict[str, Any], scan: Scan, where: str) -> int:
    """The offset of the reading in the scan: it must begin in its line, and its place must be plain."""
    line, reading = record["line"], record["reading"]
    if not 1 <= line <= scan.line_count:
        raise LedgerError(f"{where}: the scan has lines 1 to {scan.line_count}")
    if not reading:
        raise LedgerError(f"{where}: an empty reading has no place; take in a neighbouring word")
    start, end = scan.start(line), scan.start(line + 1)
    found = []
    offset = scan.text.find(reading, start)
    while -1 < offset < end:
        found.append(offset)
        offset = scan.text.find(reading, offset + 1)
    if not found:
        raise LedgerError(
            f"{where}: the reading {reading!r} does not begin in line {line}, which is "
            f"{scan.line(line).rstrip()!r}. Copy it from the scan, spaces and straight quotes included."
        )
    occurrence = record.get("occurrence")
    if occurrence is None:
        if len(found) > 1:
            raise LedgerError(
                f"{where}: the reading {reading!r} stands {len(found)} times in line {line}; "
                "take in a neighbouring word, or say which with 'occurrence: 1'"
            )
        occurrence = 1
    if not 1 <= occurrence <= len(found):
        raise LedgerError(f"{where}: occurrence {occurrence}, but the reading stands {len(found)} times in the line")
    return found[occurrence - 1]


def parse_entries(records: Any, siglum: str, scan: Scan, file: str) -> list[Entry]:
    """Check the records of one file of the ledger and place them on the scan.

    ``file`` names the file in messages. Raises LedgerError at the first record that cannot stand.
    """
    if records is None:
        return []
    if not isinstance(records, list):
        raise LedgerError(f"{file}: the file must hold a list of entries")
    entries: list[Entry] = []
    for number, record in enumerate(records, start=1):
        place = f", line {record['line']}" if isinstance(record, dict) and "line" in record else ""
        where = f"{file}: entry {number}{place}"
        _check_fields(record, where)
        start = _locate(record, scan, where)
        reading, adopted = record["reading"], record.get("adopted")
        if adopted is not None and adopted.replace(PARAGRAPH, BLOCK) == reading:
            raise LedgerError(
                f"{where}: the adopted reading is the scan's own; delete the entry, or leave out 'adopted'"
            )
        if entries and start < entries[-1].end:
            raise LedgerError(
                f"{where}: overlaps or stands before the entry at line {entries[-1].line} ({entries[-1].reading!r}). "
                "Keep the entries in the order of the scan; make one of two that overlap."
            )
        same_line = sum(entry.line == record["line"] for entry in entries)
        entries.append(
            Entry(
                id=f"{siglum}.{record['line']}" + (chr(ord("a") + same_line) if same_line else ""),
                siglum=siglum,
                line=record["line"],
                reading=reading,
                adopted=adopted,
                category=record["class"],
                layer=record["layer"],
                certainty=record["certainty"],
                ground=record["ground"],
                by=record.get("by", "the editors"),
                start=start,
                end=start + len(reading),
            )
        )
    return entries


def load_ledger(root: Path, scan: Scan, sigla: list[str]) -> list[Entry]:
    """All entries of the ledger, in the order of the scan; LedgerError names file, entry and mend."""
    entries: list[Entry] = []
    for siglum in sigla:
        path = FOLDER / f"{siglum}.yml"
        entries += parse_entries(read(root, path, LedgerError), siglum, scan, str(path))
    return entries

"""Names as data: people, organisations, papers and works, places; and where the texts mention them.

The records stand in ``book/data/names/``; a mention is found by a record's spellings, the longest first, as a whole
word, with a possessive or plural ending. A spelling that means different records is told by paragraph
(``only``, ``not``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .records import read

FOLDER = Path("book/data/names")
KINDS = {"people": "People", "organisations": "Organisations", "papers": "Papers and works", "places": "Places"}
"""The files of records, and what a reader calls them."""
EVIDENCE = ("excerpt read", "text")
REQUIRED = ("id", "name", "sort", "spellings", "description", "checked")
RESERVED = ("editors", "scan", "classes", "layers")
"""Ids that the TEI form uses for itself."""
OPTIONAL = ("cyrillic", "dates", "kind", "modern", "country", "lat", "lon")


class NamesError(ValueError):
    """A record of names that cannot stand; the message names file, record, field and mend."""


@dataclass(frozen=True)
class Spelling:
    """A form in the texts; ``only`` lists the paragraphs in which it means the record, ``excluded`` those where not."""

    form: str
    only: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()

    def fits(self, paragraph: str) -> bool:
        """Whether the form means the record in this paragraph."""
        return (self.only is None or paragraph in self.only) and paragraph not in self.excluded


@dataclass(frozen=True)
class Source:
    """Where a record's facts were read: an address or ``text S33``, and how much of it was read."""

    source: str
    evidence: str


@dataclass(frozen=True)
class Name:
    """A record: one person, organisation, paper, work or place."""

    id: str
    group: str
    name: str
    sort: str
    description: str
    spellings: tuple[Spelling, ...]
    checked: tuple[Source, ...]
    cyrillic: str = ""
    dates: str = ""
    kind: str = ""
    modern: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Mention:
    """text[start:end] of a block names the record with the id ``record``."""

    record: str
    start: int
    end: int


def _spelling(raw: Any, where: str) -> Spelling:
    if isinstance(raw, str):
        return Spelling(raw)
    if not isinstance(raw, dict) or not isinstance(raw.get("form"), str) or set(raw) - {"form", "only", "not"}:
        raise NamesError(
            f"{where}: a spelling is text, or a form with 'only' or 'not' and a list of paragraphs: {raw!r}"
        )
    only = frozenset(raw["only"]) if "only" in raw else None
    return Spelling(raw["form"], only, frozenset(raw.get("not", ())))


def _record(raw: Any, group: str, where: str) -> Name:
    if not isinstance(raw, dict):
        raise NamesError(f"{where}: a record is a mapping with the fields {', '.join(REQUIRED)}")
    where = f"{where} ({raw.get('id')})"
    for field in REQUIRED:
        if not raw.get(field):
            raise NamesError(f"{where}: field {field!r} is missing or empty")
    for field in raw:
        if field not in REQUIRED + OPTIONAL:
            raise NamesError(f"{where}: there is no field {field!r}; fields are {', '.join(REQUIRED + OPTIONAL)}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", str(raw["id"])) or raw["id"] in RESERVED:
        raise NamesError(
            f"{where}: an id has small letters, figures and hyphens, begins with a letter, "
            f"and is none of {', '.join(RESERVED)}"
        )
    checked = []
    for source in raw["checked"]:
        if not isinstance(source, dict) or source.get("evidence") not in EVIDENCE or not source.get("source"):
            raise NamesError(f"{where}: each item of 'checked' has a source, and evidence: {' or '.join(EVIDENCE)}")
        checked.append(Source(str(source["source"]), source["evidence"]))
    if raw.get("dates") and all(source.evidence == "text" for source in checked):
        raise NamesError(f"{where}: dates need a source that was read; without one leave them out")
    return Name(
        id=raw["id"],
        group=group,
        name=raw["name"],
        sort=raw["sort"],
        description=raw["description"],
        spellings=tuple(_spelling(each, where) for each in raw["spellings"]),
        checked=tuple(checked),
        cyrillic=raw.get("cyrillic") or "",
        dates=str(raw.get("dates") or ""),
        kind=raw.get("kind") or "",
        modern=raw.get("modern") or "",
        country=raw.get("country") or "",
        lat=raw.get("lat"),
        lon=raw.get("lon"),
    )


class Names:
    """All records, and the finder of their mentions."""

    def __init__(self, records: list[Name]) -> None:
        """Raises NamesError when two records have one id."""
        self.records = {record.id: record for record in records}
        if len(self.records) != len(records):
            doubled = sorted({one.id for one in records if sum(one.id == other.id for other in records) > 1})
            raise NamesError(f"{FOLDER}: two records have the id {', '.join(doubled)}; ids are unique over all files")
        self._forms: dict[str, list[tuple[Name, Spelling]]] = defaultdict(list)
        for record in records:
            for spelling in record.spellings:
                self._forms[spelling.form].append((record, spelling))
        longest_first = sorted(map(re.escape, self._forms), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w’-])({'|'.join(longest_first)})(?=(?:’s|s’|’|s)?(?!\w))")

    def mentions(self, paragraph: str, text: str) -> tuple[Mention, ...]:
        """The mentions in the text of a block.

        Raises NamesError when a form means two records in this paragraph.
        """
        if not self._forms:
            return ()
        found = []
        for match in self._pattern.finditer(text):
            meant = [record for record, spelling in self._forms[match[1]] if spelling.fits(paragraph)]
            if len(meant) > 1:
                raise NamesError(
                    f"{FOLDER}: {match[1]!r} in {paragraph} could be {' or '.join(record.id for record in meant)}; "
                    "tell them apart with 'only' or 'not'"
                )
            if meant:
                found.append(Mention(meant[0].id, *match.span(1)))
        return tuple(found)

    def unused(self, used: set[tuple[str, str]]) -> list[str]:
        """A message for each spelling that no paragraph has; ``used`` holds pairs of record and form."""
        return [
            f"{FOLDER / record.group}.yml: record {record.id}: the spelling {spelling.form!r} is nowhere in the texts"
            for record in self.records.values()
            for spelling in record.spellings
            if (record.id, spelling.form) not in used
        ]


def load_names(root: Path) -> Names:
    """Read all records below the repository ``root``; NamesError names the record and the mend."""
    records = []
    for group in KINDS:
        path = FOLDER / f"{group}.yml"
        raw = read(root, path, NamesError)
        records += [_record(each, group, f"{path}: record {number}") for number, each in enumerate(raw or [], start=1)]
    return Names(records)

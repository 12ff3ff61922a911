"""The tables in ``book/data/``: CSV files, one row a claim, described by ``datapackage.json``."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyguide.course import find_root

FOLDER = Path("book/data")
PACKAGE = "datapackage.json"


class DataError(ValueError):
    """A table that does not keep to its description; the message names file, row, field and mend."""


@dataclass(frozen=True)
class Claim:
    """One row: somebody claims that ``value`` (in ``unit``) of what ``definition`` says were there.

    Exactly one of ``paragraph`` (of the texts) and ``citation`` (a key of ``book/references.bib``) is given.
    """

    claim: str
    convention: str
    year: int
    measure: str
    value: int
    unit: str
    definition: str
    paragraph: str
    citation: str
    evidence: str


def schema(root: Path, name: str) -> list[dict[str, Any]]:
    """The fields of a table as ``datapackage.json`` describes them; DataError when it does not know the table."""
    package = json.loads((root / FOLDER / PACKAGE).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == name:
            fields: list[dict[str, Any]] = resource["schema"]["fields"]
            return fields
    known = ", ".join(resource["name"] for resource in package["resources"])
    raise DataError(f"{FOLDER / PACKAGE}: there is no table {name!r}; there are {known}")


def _value(text: str, field: dict[str, Any], where: str) -> str | int:
    """One cell, checked against its field."""
    constraints = field.get("constraints", {})
    if constraints.get("required") and not text:
        raise DataError(f"{where}: {field['name']} is empty; {field['description']}")
    if "enum" in constraints and text not in constraints["enum"]:
        raise DataError(f"{where}: {field['name']} {text!r} is none of {', '.join(constraints['enum'])}")
    if field["type"] != "integer":
        return text
    try:
        number = int(text)
    except ValueError as error:
        raise DataError(f"{where}: {field['name']} {text!r} is not a whole number (no spaces, no commas)") from error
    if number < constraints.get("minimum", number):
        raise DataError(f"{where}: {field['name']} {number} is less than {constraints['minimum']}")
    return number


def claims(name: str, root: Path | None = None) -> dict[str, Claim]:
    """Read the table ``name``; give its rows by the name of the claim.

    Raises DataError at the first row that does not keep to ``datapackage.json``.
    """
    root = root or find_root()
    fields = schema(root, name)
    path = FOLDER / f"{name}.csv"
    found: dict[str, Claim] = {}
    with (root / path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        expected = [field["name"] for field in fields]
        if reader.fieldnames != expected:
            raise DataError(f"{path}: the columns are {reader.fieldnames}; {PACKAGE} says {expected}")
        for number, row in enumerate(reader, start=2):
            where = f"{path}: line {number}"
            if None in row or None in row.values():
                raise DataError(f"{where}: {len(expected)} cells are wanted; put text with commas in quotation marks")
            cells: dict[str, Any] = {field["name"]: _value(row[field["name"]], field, where) for field in fields}
            record = Claim(**cells)
            if bool(record.paragraph) == bool(record.citation):
                raise DataError(f"{where}: give a paragraph of the texts or a citation, and not both")
            if record.claim in found:
                raise DataError(f"{where}: the claim {record.claim!r} stands twice")
            found[record.claim] = record
    return found


def values(name: str, root: Path | None = None) -> dict[str, int]:
    """The figures of the table ``name``, by the name of the claim, each in the unit that its row gives."""
    return {claim.claim: claim.value for claim in claims(name, root).values()}

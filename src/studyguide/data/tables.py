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
NUMBERS: dict[str, tuple[type[int] | type[float], str]] = {
    "integer": (int, "whole number"),
    "number": (float, "number"),
}
"""How a type of column is read, and what it is called."""


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


def schema(root: Path, name: str) -> dict[str, Any]:
    """How ``datapackage.json`` describes a table: ``fields`` and ``primaryKey``; DataError when it does not know it."""
    package = json.loads((root / FOLDER / PACKAGE).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == name:
            described: dict[str, Any] = resource["schema"]
            return described
    known = ", ".join(resource["name"] for resource in package["resources"])
    raise DataError(f"{FOLDER / PACKAGE}: there is no table {name!r}; there are {known}")


def _value(text: str, field: dict[str, Any], where: str) -> str | int | float | None:
    """One cell, checked against its field."""
    constraints = field.get("constraints", {})
    if constraints.get("required") and not text:
        raise DataError(f"{where}: {field['name']} is empty; {field['description']}")
    if "enum" in constraints and text not in constraints["enum"]:
        raise DataError(f"{where}: {field['name']} {text!r} is none of {', '.join(constraints['enum'])}")
    if field["type"] == "string":
        return text
    if not text:
        return None
    kind, words = NUMBERS[field["type"]]
    try:
        number = kind(text)
    except ValueError as error:
        raise DataError(f"{where}: {field['name']} {text!r} is not a {words} (no spaces, no commas)") from error
    if number < constraints.get("minimum", number):
        raise DataError(f"{where}: {field['name']} {number} is less than {constraints['minimum']}")
    return number


def rows(name: str, root: Path | None = None) -> list[dict[str, Any]]:
    """Read the table ``name``: its rows, by the names of the columns; a number that is not given is None.

    A table with the columns ``paragraph`` and ``citation`` has at least one of them in each row. Raises DataError at
    the first row that does not keep to ``datapackage.json``.
    """
    root = root or find_root()
    described = schema(root, name)
    fields, key = described["fields"], described["primaryKey"]
    path = FOLDER / f"{name}.csv"
    found: dict[Any, dict[str, Any]] = {}
    with (root / path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        expected = [field["name"] for field in fields]
        if reader.fieldnames != expected:
            raise DataError(f"{path}: the columns are {reader.fieldnames}; {PACKAGE} says {expected}")
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if None in row or None in row.values():
                raise DataError(f"{where}: {len(expected)} cells are wanted; put text with commas in quotation marks")
            cells = {field["name"]: _value(row[field["name"]], field, where) for field in fields}
            if {"paragraph", "citation"} <= cells.keys() and not (cells["paragraph"] or cells["citation"]):
                raise DataError(f"{where}: give a paragraph of the texts or a citation")
            if cells[key] in found:
                raise DataError(f"{where}: the {key} {cells[key]!r} stands twice")
            found[cells[key]] = cells
    return list(found.values())


def claims(name: str, root: Path | None = None) -> dict[str, Claim]:
    """Read a table of claims; give its rows by the name of the claim.

    Raises DataError at the first row that does not keep to ``datapackage.json``, or that rests on two sources.
    """
    found = {}
    for number, cells in enumerate(rows(name, root), start=2):
        record = Claim(**cells)
        if record.paragraph and record.citation:
            where = f"{FOLDER / name}.csv: line {number}"
            raise DataError(f"{where}: give a paragraph of the texts or a citation, and not both")
        found[record.claim] = record
    return found


def values(name: str, root: Path | None = None) -> dict[str, int]:
    """The figures of the table ``name``, by the name of the claim, each in the unit that its row gives."""
    return {claim.claim: claim.value for claim in claims(name, root).values()}

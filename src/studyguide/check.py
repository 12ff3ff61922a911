"""All validation that needs no build: texts, references to paragraphs, exercises, tables."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from studyguide.data import DataError, rows
from studyguide.data.tables import FOLDER, PACKAGE
from studyguide.edition import EDITION_ERRORS, Edition, UnknownParagraphError, load_edition
from studyguide.edition.lint import LintError, lint
from studyguide.exercises import RecordError, load_records, paths
from studyguide.exercises.identity import lost
from studyguide.exercises.load import FOLDER as EXERCISES
from studyguide.exercises.rules import complaints
from studyguide.pages import Mention, mentions, passages

REFERENCES = Path("book/references.bib")


def check_references(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each reference to a paragraph that does not exist, and for each one lost or placed twice."""
    places: dict[str, list[str]] = defaultdict(list)
    for mention in mentions(root):
        if mention.kind not in ("passage", "excerpt", "para"):
            continue
        try:
            blocks = edition.range(mention.target)
        except UnknownParagraphError as error:
            yield f"{mention.where}: {{{mention.kind}}} {mention.target}: {error}"
            continue
        if mention.kind == "passage":
            for block in blocks:
                places[block.id].append(mention.where)
    for block in edition.paragraphs:
        found = places[block.id]
        if not found:
            yield f"{block.id} (scan, line {block.lines[0]}) is on no page: add it to a {{passage}}"
        elif len(found) > 1:
            yield f"{block.id} is placed more than once: {', '.join(found)}. Keep one {{passage}}"


def check_tables(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each table that does not keep to its description or names a paragraph that does not exist."""
    package = json.loads((root / FOLDER / PACKAGE).read_text(encoding="utf-8"))
    works = works_of(root)
    for resource in package["resources"]:
        try:
            table = rows(resource["name"], root)
        except DataError as error:
            yield str(error)
            continue
        key = resource["schema"]["primaryKey"]
        for row in table:
            where = f"{FOLDER / resource['path']}: {key} {row[key]}"
            for reference in filter(None, (row.get("paragraph") or "").split()):
                try:
                    edition.range(reference)
                except UnknownParagraphError as error:
                    yield f"{where}: {reference}: {error}"
            for work in filter(None, (row.get("citation") or "").split()):
                if work not in works:
                    yield f"{where}: there is no work {work!r} in {REFERENCES}"


def works_of(root: Path) -> set[str]:
    """The keys of the works that may be cited: those of which something was read."""
    return set(re.findall(r"^@\w+\{([^,\s]+),", (root / REFERENCES).read_text(encoding="utf-8"), re.MULTILINE))


def check_exercises(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each record that cannot stand, each exercise at no place or a wrong one, each lost id."""
    try:
        records = load_records(root)
    except RecordError as error:
        yield from str(error).splitlines()
        return

    def fault(reference: str) -> str | None:
        try:
            edition.range(reference)
        except UnknownParagraphError as error:
            return str(error)
        return None

    def expand(reference: str) -> list[str]:
        return [block.id for block in edition.range(reference) if not block.is_heading]

    yield from complaints(records, passages(root, edition), fault, works_of(root))
    yield from lost(root, records)
    try:
        yield from paths.complaints(paths.load_paths(root, records), records, fault, expand)
    except RecordError as error:
        yield from str(error).splitlines()
    shown: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(root):
        if mention.kind == "exercise":
            shown[mention.target].append(mention)
    for session in records.sessions.values():
        for each in session.exercises:
            found = shown.pop(each.id, [])
            if len(found) != 1:
                where = ", ".join(mention.where for mention in found) or "on no page"
                yield f"{each.id} ({EXERCISES}/{session.name}.yml) must stand on one page once: it stands {where}"
            elif session.number and found[0].page.stem != session.name:
                yield f"{found[0].where}: {{exercise}} {each.id} belongs on the page of its session, {session.name}"
    for identifier, found in shown.items():
        yield f"{found[0].where}: {{exercise}} {identifier}: there is no such exercise in {EXERCISES}/"


def check_citations(root: Path) -> Iterator[str]:
    """Yield a message for each citation on a page of a work that is not among those that were read."""
    works = works_of(root)
    for mention in mentions(root):
        if mention.kind == "cite" and mention.target not in works:
            yield f"{mention.where}: {{cite}} {mention.target}: there is no such work in {REFERENCES}"


def check_names(edition: Edition) -> list[str]:
    """A message for each spelling of a record that the texts do not have."""
    used = {
        (mention.record, block.text[mention.start : mention.end])
        for block in edition.blocks
        for mention in block.mentions
    }
    return edition.names.unused(used)


def check_lint(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each finding of the lint, or for what is wrong with its ignore list."""
    try:
        yield from map(str, lint(root, edition))
    except LintError as error:
        yield str(error)


def check(root: Path) -> list[str]:
    """All complaints about the course below ``root``; none when it is sound."""
    try:
        edition = load_edition(root)
    except EDITION_ERRORS as error:
        return [str(error)]
    return [
        *check_references(root, edition),
        *check_exercises(root, edition),
        *check_citations(root),
        *check_tables(root, edition),
        *check_names(edition),
        *check_lint(root, edition),
    ]

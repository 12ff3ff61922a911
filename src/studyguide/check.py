"""All validation that needs no build: texts, references to paragraphs, tables."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from studyguide.data import DataError, claims
from studyguide.data.tables import FOLDER, PACKAGE
from studyguide.edition import EDITION_ERRORS, Edition, UnknownParagraphError, load_edition
from studyguide.edition.lint import LintError, lint

DIRECTIVE = re.compile(r"^\s*[`:]{3,}\{(passage|excerpt)\}\s*(\S.*?)\s*$")
ROLE = re.compile(r"\{para\}`(?:[^`<]*<)?([^`>]+)>?`")


def _references(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every reference to paragraphs in the book: where it stands, its kind, and what it says."""
    for path in sorted((root / "book").rglob("*.md")):
        if any(part.startswith(".") for part in path.relative_to(root).parts):
            continue  # copies that an editor keeps
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{path.relative_to(root)}:{number}"
            if match := DIRECTIVE.match(line):
                yield where, match[1], match[2]
            for target in ROLE.findall(line):
                yield where, "para", target


def check_references(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each reference to a paragraph that does not exist, and for each one lost or placed twice."""
    places: dict[str, list[str]] = defaultdict(list)
    for where, kind, target in _references(root):
        try:
            blocks = edition.range(target)
        except UnknownParagraphError as error:
            yield f"{where}: {{{kind}}} {target}: {error}"
            continue
        if kind == "passage":
            for block in blocks:
                places[block.id].append(where)
    for block in edition.paragraphs:
        found = places[block.id]
        if not found:
            yield f"{block.id} (scan, line {block.lines[0]}) is on no page: add it to a {{passage}}"
        elif len(found) > 1:
            yield f"{block.id} is placed more than once: {', '.join(found)}. Keep one {{passage}}"


def check_tables(root: Path, edition: Edition) -> Iterator[str]:
    """Yield a message for each table that does not keep to its description or names a paragraph that does not exist."""
    package = json.loads((root / FOLDER / PACKAGE).read_text(encoding="utf-8"))
    known = {block.id for block in edition.paragraphs}
    works = set(
        re.findall(r"^@\w+\{([^,\s]+),", (root / "book/references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for resource in package["resources"]:
        try:
            rows = claims(resource["name"], root)
        except DataError as error:
            yield str(error)
            continue
        for row in rows.values():
            where = f"{FOLDER / resource['path']}: claim {row.claim}"
            if row.paragraph and row.paragraph not in known:
                yield f"{where}: there is no paragraph {row.paragraph}"
            if row.citation and row.citation not in works:
                yield f"{where}: there is no work {row.citation!r} in book/references.bib"


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
        *check_tables(root, edition),
        *check_names(edition),
        *check_lint(root, edition),
    ]

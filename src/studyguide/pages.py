"""What the pages of the book say of paragraphs and exercises, read from their sources without a build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studyguide.edition import Edition, UnknownParagraphError

BOOK = Path("book")
SESSIONS = BOOK / "sessions"
DIRECTIVE = re.compile(r"^\s*[`:]{3,}\{(passage|excerpt|exercise)\}\s*(\S.*?)\s*$")
ROLE = re.compile(r"\{(para|cite)\}`(?:[^`<]*<)?([^`>]+)>?`")


@dataclass(frozen=True)
class Mention:
    """On a page, at ``where`` (file and line), the directive or role ``kind`` says ``target``."""

    page: Path
    where: str
    kind: str
    target: str


def mentions(root: Path) -> Iterator[Mention]:
    """Every directive and role that names paragraphs, exercises or works, below the repository ``root``."""
    for path in sorted((root / BOOK).rglob("*.md")):
        page = path.relative_to(root)
        if any(part.startswith(".") for part in page.parts):
            continue  # copies that an editor keeps
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{page}:{number}"
            if match := DIRECTIVE.match(line):
                yield Mention(page, where, match[1], match[2])
            for kind, targets in ROLE.findall(line):
                for target in targets.split(",") if kind == "cite" else [targets]:
                    yield Mention(page, where, kind, target.strip())


def passages(root: Path, edition: Edition) -> dict[str, list[str]]:
    """For each session's page, by its name, the ids of the paragraphs that it places, in its order."""
    found: dict[str, list[str]] = {}
    for mention in mentions(root):
        if mention.kind == "passage" and mention.page.parent == SESSIONS:
            try:
                blocks = edition.range(mention.target)
            except UnknownParagraphError:
                continue  # `studyguide check` says so
            found.setdefault(mention.page.stem, []).extend(block.id for block in blocks if not block.is_heading)
    return found

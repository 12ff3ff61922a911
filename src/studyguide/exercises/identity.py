"""Ids of records, frozen: readers' answers are kept by them.

``exercises/ids.txt`` lists every published id, one a line, in the order of publication. Lines are added, never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .load import FOLDER
from .model import Records

PATH = FOLDER / "ids.txt"


def frozen(root: Path) -> list[str]:
    """The published ids; none when nothing is published yet."""
    path = root / PATH
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def all_ids(records: Records) -> list[str]:
    """The ids of all records, in the order of the course."""
    return [identifier for session in records.sessions.values() for identifier in session.ids]


def freeze(root: Path, records: Records) -> int:
    """Add the ids that are not published yet to ``ids.txt``; give their number."""
    old = frozen(root)
    new = [identifier for identifier in all_ids(records) if identifier not in set(old)]
    (root / PATH).write_text("".join(f"{identifier}\n" for identifier in [*old, *new]), encoding="utf-8")
    return len(new)


def lost(root: Path, records: Records) -> Iterator[str]:
    """Yield a message for each published id that no record has any more, and for each that is not published yet."""
    old, now = frozen(root), all_ids(records)
    for identifier in old:
        if identifier not in now:
            yield f"{PATH}: no record has the published id {identifier!r} any more; give it back: answers hang on it"
    if new := [identifier for identifier in now if identifier not in set(old)]:
        yield f"{PATH}: not published yet: {', '.join(new)}. Run `studyguide exercises --freeze`"

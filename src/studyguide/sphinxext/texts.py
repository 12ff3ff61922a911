"""The edition and the records of the exercises, loaded once for as long as their files stay as they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from studyguide.edition import Edition, identity, ledger, load_edition, names, quotations, scan, structure
from studyguide.exercises import RecordError, Records, Session, load_records
from studyguide.exercises.load import record_files


def source_files(root: Path) -> list[Path]:
    """The files that the edition is made from, below the repository ``root``."""
    single = (scan.FOLDER / scan.NAME, structure.PATH, quotations.PATH, identity.PATH)
    records = [*(root / ledger.FOLDER).glob("*.yml"), *(root / names.FOLDER).glob("*.yml")]
    return [*(root / path for path in single), *sorted(records)]


def stamps(env: BuildEnvironment, files: list[Path]) -> tuple[int, ...]:
    """When the files were written; the page that is being read comes to depend on them."""
    if "docname" in env.temp_data:
        for file in files:
            env.note_dependency(str(file))
    return tuple(file.stat().st_mtime_ns for file in files)


@lru_cache(maxsize=2)
def _load(root: Path, stamps: tuple[int, ...]) -> Edition:
    return load_edition(root)


def edition_of(env: BuildEnvironment) -> Edition:
    """The edition of the book that is being built; the page that is being read comes to depend on it."""
    root = Path(env.srcdir)
    return _load(root, stamps(env, source_files(root)))


@lru_cache(maxsize=2)
def _load_records(root: Path, stamps: tuple[int, ...]) -> Records:
    return load_records(root)


def records_of(env: BuildEnvironment) -> Records:
    """The exercises of the book that is being built; the page that is being read comes to depend on them.

    Raises ExtensionError when a record cannot stand.
    """
    root = Path(env.srcdir)
    try:
        return _load_records(root, stamps(env, record_files(root)))
    except RecordError as error:
        raise ExtensionError(str(error)) from error


def session_of(env: BuildEnvironment, docname: str) -> Session | None:
    """The records of the session whose page this is, if it is one."""
    return records_of(env).sessions.get(docname.rpartition("/")[2])

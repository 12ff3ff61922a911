"""The edition, loaded once for as long as its files stay as they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sphinx.environment import BuildEnvironment

from studyguide.edition import Edition, identity, ledger, load_edition, names, quotations, scan, structure


def source_files(root: Path) -> list[Path]:
    """The files that the edition is made from, below the repository ``root``."""
    single = (scan.FOLDER / scan.NAME, structure.PATH, quotations.PATH, identity.PATH)
    records = [*(root / ledger.FOLDER).glob("*.yml"), *(root / names.FOLDER).glob("*.yml")]
    return [*(root / path for path in single), *sorted(records)]


@lru_cache(maxsize=2)
def _load(root: Path, stamps: tuple[int, ...]) -> Edition:
    return load_edition(root)


def edition_of(env: BuildEnvironment) -> Edition:
    """The edition of the book that is being built; the page that is being read comes to depend on it."""
    root = Path(env.srcdir)
    files = source_files(root)
    if "docname" in env.temp_data:
        for file in files:
            env.note_dependency(str(file))
    return _load(root, tuple(file.stat().st_mtime_ns for file in files))

"""Where the course's files are."""

from __future__ import annotations

from pathlib import Path

MARK = "_toc.yml"


class CourseNotFoundError(FileNotFoundError):
    """No course here."""


def find_root(start: Path | None = None) -> Path:
    """The repository's folder: the nearest, from ``start`` (the working folder) upwards, that holds ``_toc.yml``."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    raise CourseNotFoundError(f"no {MARK} in {here} or above it: run this inside a checkout of the course")

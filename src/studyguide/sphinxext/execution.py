"""Executed notebooks: a cell's outputs are kept only as long as what they were made with stays the same."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from studyguide.pages import mentions

PACKAGE = Path(__file__).parent.parent
MADE_WITH = ("course.py", "data", "edition", "pages.py", "widgets", "frontend/assets/widgets")
"""What the cells import, below the package; on top come the tables, the texts, and what each page places of them."""


PAGES_MADE_WITH = ("edition", "exercises", "sphinxext", "frontend/templates")
"""What makes pages of the sources, below the package."""


def digest(*folders: Path, and_words: str = "") -> str:
    """A short digest of the files in some folders, and of some words."""
    seen = hashlib.sha256(and_words.encode())
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(file for file in folder.rglob("*") if file.is_file())
        for file in files:
            if file.suffix != ".pyc":
                seen.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return seen.hexdigest()[:12]


def code_version() -> str:
    """Changes whenever the code that makes the pages does, so that a warm build keeps no page of older code."""
    return digest(*(PACKAGE / name for name in PAGES_MADE_WITH))


def name_cache(app: Sphinx, config: Config) -> None:
    """Give the cache of executed notebooks a folder by that digest, and drop the caches of earlier ones.

    The cache itself only compares the notebooks' code. A changed path makes Sphinx read every page anew.
    """
    folder = Path(app.outdir).parent / ".jupyter_cache"
    root = Path(app.srcdir)
    placed = " ".join(f"{each.page} {each.target}" for each in mentions(root) if each.kind == "passage")
    made_with = [*(PACKAGE / name for name in MADE_WITH), root / "book/data", root / "book/texts"]
    current = folder / digest(*made_with, and_words=placed)
    for old in folder.glob("*"):
        if old != current and old.is_dir():
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(current)


def setup(app: Sphinx) -> None:
    """Connect before the notebook reader asks for its cache."""
    app.connect("config-inited", name_cache)

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.edition import Edition, load_edition

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built cold and strictly as `make site` builds it."""
    out = tmp_path_factory.mktemp("site")
    builder = Path(sys.executable).parent / "jupyter-book"
    command = [str(builder), "build", "-n", "-W", "--keep-going", "--path-output", str(out), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"the strict build failed:\n{built.stdout[-3000:]}\n{built.stderr[-6000:]}", pytrace=False)
    return out / "_build" / "html"


def copy_edition(to: Path) -> Path:
    """Copy all that the edition is made of below `to`, to be broken by a test."""
    for folder in ("book/texts", "book/data/names"):
        shutil.copytree(ROOT / folder, to / folder)
    return to


def sessions() -> list[Path]:
    return sorted((ROOT / "book" / "sessions").glob("*.md"))

"""Small books, built in the process: the real texts, and the pages that a test writes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.conftest import copy_edition


@dataclass
class Built:
    warnings: str
    out: Path
    app: Sphinx

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Built]:
    def made(pages: dict[str, str], *, complete: bool = False) -> Built:
        source = tmp_path / "source"
        if not source.exists():
            copy_edition(source)
        names = [name for name in pages if name != "index"]
        index = "# Course\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
        for name, text in {"index": index, **pages}.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        warnings = io.StringIO()
        settings = {
            "myst_enable_extensions": ["attrs_block"],
            "extensions": ["myst_parser", "studyguide.sphinxext"],
            "html_theme": "furo",
            "exclude_patterns": ["book/**"],
            "nitpicky": True,
            "studyguide_complete": complete,
        }
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source, None, tmp_path / "out", tmp_path / "doctrees", "html", settings, status=None, warning=warnings
            )
            app.build()
        return Built(re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue()), tmp_path / "out", app)

    return made

"""Every session is executed; a failure names the page, the cell and its first line."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tests.conftest import ROOT, sessions


def notebook(page: Path) -> nbformat.NotebookNode:
    return read_myst_markdown_notebook(page.read_text(encoding="utf-8"), path=page)


def execute(page: Path, folder: Path) -> nbformat.NotebookNode:
    """Run all cells in `folder`; fail with the page and the cell."""
    made = notebook(page)
    cells = [cell for cell in made.cells if cell.cell_type == "code"]
    try:
        NotebookClient(made, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    except CellExecutionError as error:
        number = next(i for i, cell in enumerate(cells, 1) if any(o.output_type == "error" for o in cell.outputs))
        first = cells[number - 1].source.strip().splitlines()[0]
        pytest.fail(f"{page.name}: code cell {number} ({first!r}): {error.ename}: {error.evalue}", pytrace=False)
    return made


@pytest.mark.parametrize("page", sessions(), ids=lambda page: page.stem)
def test_every_cell_runs(page):
    made = execute(page, page.parent)
    outputs = [output for cell in made.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "stream"], "a cell prints or warns"


@pytest.mark.parametrize("stem", ["05-counting-a-movement", "06-three-conventions"])
def test_the_counting_sessions_show_a_picture_and_a_table(stem):
    made = execute(ROOT / "book" / "sessions" / f"{stem}.md", ROOT / "book" / "sessions")
    html = "".join(
        output.data.get("text/html", "")
        for cell in made.cells
        for output in cell.get("outputs", [])
        if "data" in output
    )
    assert '<svg role="img" aria-label="' in html
    assert '<table class="figure-table">' in html


def test_a_failing_cell_is_named(tmp_path):
    page = tmp_path / "99-broken.md"
    page.write_text(
        "---\nfile_format: mystnb\nkernelspec: {display_name: Python 3, language: python, name: python3}\n---\n\n"
        "# Broken\n\n```{code-cell} python\nx = 1\n```\n\n```{code-cell} python\nx / 0\n```\n"
    )
    with pytest.raises(pytest.fail.Exception, match=r"99-broken\.md: code cell 2 \('x / 0'\): ZeroDivisionError"):
        execute(page, tmp_path)

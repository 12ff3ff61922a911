"""What runs in a browser's kernel needs pure Python only."""

import subprocess
import sys

import pytest

BLOCKED = ("yaml", "jsonschema", "numpy", "matplotlib", "lxml", "sphinx", "docutils", "myst_nb")
BLOCK = f"""
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in {BLOCKED!r}:
            raise ModuleNotFoundError(f'{{name}} is not in the browser', name=name)
sys.meta_path.insert(0, Wall())
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BLOCK + code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["studyguide", "studyguide.course", "studyguide.data", "studyguide.widgets"])
def test_it_imports_with_the_heavy_packages_blocked(name):
    done = run(f"import {name}")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", BLOCKED)
def test_the_wall_stands(name):
    assert "is not in the browser" in run(f"import {name}").stderr


def test_a_widget_without_matplotlib_keeps_its_table():
    done = run(
        "from studyguide.widgets import EstimateBench\n"
        "html = EstimateBench({'six': 6}, printed=88_000).page_html()\n"
        "assert '<svg' not in html and '18,000 to 21,000' in html"
    )
    assert done.returncode == 0, done.stderr

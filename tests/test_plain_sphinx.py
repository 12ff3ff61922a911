"""The way out of Jupyter Book: the same configuration, built strictly by the newest plain Sphinx."""

import subprocess

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, sessions

BUILDER = ROOT / ".venv-next" / "bin" / "sphinx-build"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    if not BUILDER.exists():
        pytest.fail("no .venv-next: run `make test`, which makes it", pytrace=False)
    out = tmp_path_factory.mktemp("plain") / "html"
    command = [BUILDER, "-n", "-W", "--keep-going", "-c", "src/studyguide/sphinxext/plain", ".", out]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-4000:]
    return out


def test_it_is_another_sphinx():
    version = subprocess.run([BUILDER, "--version"], capture_output=True, text=True, check=True).stdout
    assert int(version.split()[-1].split(".")[0]) >= 9


def test_it_gives_the_same_texts(plain, site):
    for path in sessions():
        name = f"book/sessions/{path.stem}.html"
        ours, theirs = (
            [p.get_text() for p in BeautifulSoup((folder / name).read_text(), "html.parser").select(".passage [id]")]
            for folder in (site, plain)
        )
        assert ours
        assert ours == theirs


def test_it_gives_the_same_addresses(plain, site):
    found = [{str(path.relative_to(out)) for path in out.rglob("*.html")} for out in (plain, site)]
    assert found[0] == found[1]

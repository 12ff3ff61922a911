"""The built site, read as files: every paragraph, every link, the policy, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from studyguide import widgets
from tests.conftest import ROOT, sessions

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    return {
        str(path.relative_to(site)): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
    }


def test_fourteen_sessions_hold_every_paragraph_once_and_in_order(pages, edition):
    order = [f"book/sessions/{path.stem}.html" for path in sessions()]
    assert len(order) == 14
    known = {block.id for block in edition.paragraphs}
    found = [element["id"] for name in order for element in pages[name].find_all(id=True) if element["id"] in known]
    assert found == [block.id for block in edition.paragraphs]


def test_no_other_page_has_a_paragraphs_id(pages, edition):
    known = {block.id for block in edition.paragraphs}
    for name, page in pages.items():
        if "sessions/" not in name:
            assert not [element for element in page.find_all(id=True) if element["id"] in known], name


def test_the_text_on_the_page_is_the_editions(pages, edition):
    everything = {
        element["id"]: element
        for name, page in pages.items()
        if "sessions/" in name
        for element in page.find_all(id=True)
    }
    for block in edition.paragraphs:
        for line_break in everything[block.id].find_all("br"):
            line_break.replace_with("")
        assert everything[block.id].get_text().strip() == block.text, block.id


def test_each_session_has_its_parts(pages):
    for path in sessions():
        page = pages[f"book/sessions/{path.stem}.html"]
        assert len(page.find_all("h1")) == 1, path.stem
        assert page.find("p", class_="opening-question").get_text().strip().endswith("?"), path.stem
        assert page.find("dl", class_="at-a-glance"), path.stem
        assert len(page.select("#what-you-will-be-able-to-do li")) >= 3, path.stem


def test_every_internal_link_and_anchor_leads_somewhere(pages, site):
    anchors = {name: {element["id"] for element in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            target = urlsplit(link["href"])
            if target.scheme or target.netloc:
                continue
            path = (site / name).parent / unquote(target.path) if target.path else site / name
            resolved = str(path.resolve().relative_to(site.resolve()))
            if not path.is_file():
                broken.append(f"{name}: {link['href']}: no such file")
            elif target.fragment and resolved in anchors and unquote(target.fragment) not in anchors[resolved]:
                broken.append(f"{name}: {link['href']}: no such place")
    assert not broken, "\n".join(broken)


def test_ids_are_unique_on_each_page(pages):
    for name, page in pages.items():
        ids = [element["id"] for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), (name, {one for one in ids if ids.count(one) > 1})


def test_nothing_is_loaded_from_outside(pages, site):
    for name, page in pages.items():
        for tag, attribute in LOADING.items():
            for element in page.find_all(tag):
                address = element.get(attribute, "")
                relation = element.get("rel", [])
                if tag == "link" and "canonical" in relation:
                    continue
                assert not urlsplit(address).netloc, f"{name}: <{tag} {attribute}={address!r}>"
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text, sheet
        assert "url(http" not in text.replace('"', "").replace("'", ""), sheet


def test_the_policy_stands_on_every_page_and_knows_its_inline_scripts(pages):
    for name, page in pages.items():
        meta = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert meta, name
        rules = dict(rule.strip().split(" ", 1) for rule in meta["content"].split(";"))
        assert rules["default-src"] == "'self'"
        assert rules["object-src"] == "'none'"
        assert rules["base-uri"] == "'self'"
        assert "'unsafe-inline'" not in rules["script-src"]
        assert "'unsafe-eval'" not in rules["script-src"].replace("'wasm-unsafe-eval'", "")
        for script in page.find_all("script", src=False):
            if script.get("type", "text/javascript") in ("text/javascript", "module"):
                digest = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in rules["script-src"], (name, script.string[:80])
        for element in page.find_all(True):
            assert not [key for key in element.attrs if key.startswith("on")], (name, element)


def test_the_root_page_is_a_page(pages):
    root = pages["index.html"]
    assert root.html["lang"] == "en"
    assert root.title.get_text() == "Reading Maximoff on the Russian Revolution"
    assert root.find("a", href="book/index.html").get_text() == "Go to the course"


def test_every_page_has_a_title_a_description_and_one_search_box(pages):
    seen = set()
    for name, page in pages.items():
        if not name.startswith("book/"):
            continue
        description = page.find("meta", attrs={"name": "description"})
        assert description, name
        assert len(description["content"]) > 40, name
        title = page.title.get_text()
        assert title not in seen, f"two pages are called {title!r}"
        seen.add(title)
        assert len(page.find_all("input", attrs={"name": "q"})) == 1, name


def test_the_doors_are_three(pages):
    doors = pages["book/index.html"].select(".doors .door")
    assert [door.find(["h2", "h3"]).contents[0] for door in doors] == ["Read", "Meet", "Answer"]
    assert all(door.find("a", href=True) for door in doors)


def test_every_widget_stands_on_a_page_with_its_static_self_and_its_state(pages):
    places = [place for page in pages.values() for place in page.select("[data-widget]")]
    kinds = {getattr(widgets, name).name for name in widgets.__all__}
    assert {place["data-widget"] for place in places} == kinds
    for place in places:
        name = place["data-widget"]
        still = place.select_one(".widget-static")
        assert len(still.get_text(" ", strip=True)) > 100, name
        assert still.select("table, ul, ol, dl"), f"{name}: nothing to read beside its picture"
        for picture in (each for each in still.select("svg") if not each.find_parent("svg")):
            assert picture.get("aria-label") or picture.get("aria-hidden") == "true", name
        state = json.loads(place.find("script", type="application/json").string)
        assert set(place["data-shared"].split()) <= set(state), name
        assert all(isinstance(state[each], int | float | str | bool) for each in place["data-shared"].split()), name


def test_no_widget_state_of_jupyter_and_no_machine_path_is_left_in_a_page(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "vnd.jupyter.widget-state" not in text, path
        assert str(ROOT) not in text, path


def test_the_site_is_the_same_when_it_is_built_again(site, tmp_path):
    import subprocess
    import sys

    builder = Path(sys.executable).parent / "jupyter-book"
    subprocess.run([builder, "build", "--path-output", tmp_path, ROOT], capture_output=True, check=True)
    again = tmp_path / "_build" / "html"
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    differing = [str(name) for name in files if (site / name).read_bytes() != (again / name).read_bytes()]
    assert not differing

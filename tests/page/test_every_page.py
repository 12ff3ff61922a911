"""Every page in a real browser: no error, nothing from outside, nothing cut off, and no accessibility violation."""

from __future__ import annotations

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import ROOT

TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
CHAPTERS = [chapter for part in TOC["parts"] for chapter in part["chapters"]]
FILES = [each["file"] for chapter in CHAPTERS for each in (chapter, *chapter.get("sections", []))]
NAMES = ["index.html", "search.html", *(f"{name}.html" for name in [TOC["root"], *FILES])]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Every page once in each theme, the sizes alternating from page to page.
LOOKS = [
    (name, theme, DESK if (number + turn) % 2 else PHONE)
    for number, name in enumerate(NAMES)
    for turn, theme in enumerate(("light", "dark"))
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
IDS = [f"{name}-{theme}-{size['width']}" for name, theme, size in LOOKS]


def test_the_list_of_pages_is_the_sites(site):
    assert {str(path.relative_to(site)) for path in site.rglob("*.html")} == set(NAMES)


@pytest.mark.parametrize(("name", "theme", "size"), LOOKS, ids=IDS)
def test_page(reader, name, theme, size):
    visitor = reader(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page = visitor.open(name)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} pixels wider than the window"
    found = Axe().run(page, options=RULES)
    violations = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found.response["violations"]]
    assert not violations, "\n".join(violations)
    assert not visitor.troubles, "\n".join(visitor.troubles)


def test_a_narrow_phone_needs_no_sideways_scrolling(reader):
    visitor = reader(viewport={"width": 320, "height": 640})
    for name in ("book/index.html", "book/plan.html", "book/sessions/05-counting-a-movement.html"):
        page = visitor.open(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_the_root_page_leads_to_the_course(reader):
    visitor = reader()
    page = visitor.open("index.html")
    page.wait_for_url("**/book/index.html")
    assert not visitor.troubles


def test_a_paragraphs_number_gives_its_address_and_shows_it(reader):
    page = reader(viewport=DESK).open("book/sessions/05-counting-a-movement.html")
    page.get_by_role("link", name="Paragraph S33, permalink").click()
    assert page.url.endswith("#S33")
    assert page.locator("#S33").evaluate("element => element.matches(':target')")
    top = page.locator("#S33").bounding_box()["y"]
    assert 0 <= top < 300


def test_page_marks_and_numbers_are_printed_beside_the_text_and_not_in_it(reader):
    page = reader(viewport=DESK).open("book/sessions/05-counting-a-movement.html")
    mark = page.locator("#page-24")
    assert "24" in mark.evaluate(
        "element => getComputedStyle(element, '::before').content + getComputedStyle(element, '::after').content"
    )
    assert "24" not in page.locator("#S33").inner_text().split("1917")[0].split("portworkers")[0][-40:]


def test_the_reader_can_go_on_to_the_next_session(reader):
    page = reader(viewport=PHONE).open("book/sessions/01-meet-the-source.html")
    page.locator("a.next-page").click()
    assert page.url.endswith("/02-the-revolution-opens.html")


def test_search_finds_a_paragraphs_words(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open("search.html?q=Debaltzev")
    page.wait_for_selector("#search-results a")
    assert "5. Counting a movement" in page.locator("#search-results").inner_text()
    assert not visitor.troubles


def test_without_scripts_the_text_is_all_there(reader, edition):
    page = reader(java_script_enabled=False).open("book/sessions/14-what-is-a-counter-revolution.html")
    for block in edition.range("C1-C14"):
        if not block.is_heading:
            assert page.locator(f"#{block.id}").is_visible()


def test_paper_gets_the_text_with_its_numbers_and_no_navigation(reader):
    page = reader(viewport=DESK, color_scheme="dark").open("book/sessions/07-labour-under-the-state.html")
    page.emulate_media(media="print")
    assert page.locator("#S44").is_visible()
    assert page.locator("a.block-number").first.is_visible()
    assert not page.locator(".sidebar-drawer").is_visible()
    ink, ground = page.evaluate("['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])")
    assert sum(map(int, ink[4:-1].split(","))) < 200, ink
    assert sum(map(int, ground[4:-1].split(","))) > 740, ground

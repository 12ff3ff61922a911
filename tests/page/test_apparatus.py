"""The apparatus in a browser: cards of readings and paragraphs, the text as printed, the list, paper, no script."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.page.test_every_page import DESK, PHONE, RULES

SESSION = "book/sessions/08-from-discussion-to-prohibition.html"
OTHER = "book/sessions/05-counting-a-movement.html"
LIST = "book/reference/apparatus.html"
REFUSE_STORAGE = """
const refuse = () => { throw new DOMException("no", "SecurityError"); };
Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse });
"""
CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { %s } } });
"""


def reading(page, entry="T.1182"):
    return page.locator(f'.passage:not(.excerpt) .reading[data-entry="{entry}"]')


def sign(page, entry="T.1182"):
    return reading(page, entry).locator(".reading-sign")


def card(page, name=None):
    return page.get_by_role("dialog", name=name) if name else page.get_by_role("dialog")


def tab_to(page, aim):
    """Bring the keyboard's focus to an element, as Tab does."""
    aim.scroll_into_view_if_needed()
    aim.evaluate("""element => {
      const all = [...document.querySelectorAll('article a[href], article button')];
      all[all.indexOf(element) - 1].focus();
    }""")
    page.keyboard.press("Tab")
    assert aim.evaluate("element => element === document.activeElement")


def inside(page, box):
    size = page.viewport_size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and (box["y"] + box["height"] <= size["height"])
    )


@pytest.fixture
def desk(reader):
    visitor = reader(viewport=DESK)
    yield visitor.open(SESSION)
    assert not visitor.troubles, visitor.troubles


# ---- The card of a reading


def test_hovering_shows_the_card_after_a_moment_and_leaving_closes_it(desk):
    reading(desk).scroll_into_view_if_needed()
    reading(desk).hover(position={"x": 5, "y": 8})
    assert not card(desk).is_visible()
    card(desk, "Emendation").wait_for()
    text = card(desk).inner_text()
    for words in ("slavehoding", "slaveholding", "Certain", "Line 1182", "etters misread"):
        assert words in text
    assert inside(desk, card(desk).bounding_box())
    card(desk).hover()  # the pointer may go into the card
    desk.wait_for_timeout(600)
    assert card(desk).is_visible()
    desk.mouse.move(5, 5)
    card(desk).wait_for(state="hidden")


def test_a_passing_pointer_opens_nothing(desk):
    reading(desk).scroll_into_view_if_needed()
    reading(desk).hover(position={"x": 5, "y": 8})
    desk.mouse.move(5, 5)
    desk.wait_for_timeout(500)
    assert not card(desk).is_visible()


def test_escape_closes_a_card_under_the_pointer(desk):
    reading(desk).scroll_into_view_if_needed()
    reading(desk).hover(position={"x": 5, "y": 8})
    card(desk).wait_for()
    desk.keyboard.press("Escape")
    assert not card(desk).is_visible()


def test_focus_shows_the_card_as_a_description_and_going_on_closes_it(desk):
    tab_to(desk, sign(desk))
    assert card(desk, "Emendation").is_visible()
    assert desk.locator(f"#{sign(desk).get_attribute('aria-describedby')}").inner_text() == card(desk).inner_text()
    desk.keyboard.press("Tab")
    assert not card(desk).is_visible()
    assert sign(desk).get_attribute("aria-describedby") is None


def test_the_keyboard_goes_into_the_card_and_back_to_the_sign(desk):
    tab_to(desk, sign(desk))
    desk.keyboard.press("Enter")
    assert card(desk).evaluate("element => element === document.activeElement")
    desk.keyboard.press("Tab")
    link = card(desk).get_by_role("link", name="All emendations and queries")
    assert link.evaluate("element => element === document.activeElement")
    assert link.get_attribute("href") == sign(desk).get_attribute("href")
    desk.keyboard.press("Escape")
    assert not card(desk).is_visible()
    assert sign(desk).evaluate("element => element === document.activeElement")
    desk.keyboard.press("Enter")
    for _ in range(3):  # the link, the close button, out of the card
        desk.keyboard.press("Tab")
    assert not card(desk).is_visible()
    following = "(element) => !!(element.compareDocumentPosition(document.activeElement) & 4)"
    assert sign(desk).evaluate(following)
    assert desk.evaluate("document.activeElement.closest('.passage') !== null")


def test_a_click_keeps_the_card_until_one_clicks_elsewhere(desk):
    reading(desk).click(position={"x": 5, "y": 8})
    assert card(desk).is_visible()
    assert SESSION in desk.url
    desk.mouse.move(5, 5)
    desk.wait_for_timeout(600)
    assert card(desk).is_visible()
    desk.mouse.click(1240, 450)
    assert not card(desk).is_visible()


def test_scrolling_far_away_closes_the_card(desk):
    sign(desk).click()
    desk.evaluate("scrollBy(0, 150)")
    desk.wait_for_timeout(100)
    assert card(desk).is_visible()
    desk.evaluate("scrollBy(0, 4000)")
    card(desk).wait_for(state="hidden")


def test_a_finger_opens_the_card(reader):
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(SESSION)
    sign(page).scroll_into_view_if_needed()
    sign(page).tap()
    assert card(page, "Emendation").is_visible()
    assert inside(page, card(page).bounding_box())
    card(page).get_by_role("button", name="Close").tap()
    assert not card(page).is_visible()


def test_the_sign_takes_a_finger_and_moves_no_line(desk):
    hit = sign(desk).evaluate(
        "element => { const at = getComputedStyle(element, '::after'); return [at.width, at.height].map(parseFloat); }"
    )
    assert min(hit) >= 24
    lines = "element => element.closest('p').getBoundingClientRect().height"
    before = sign(desk).evaluate(lines)
    desk.add_style_tag(content=".reading-sign::before { content: none !important }")
    assert sign(desk).evaluate(lines) == before


def test_a_query_says_that_the_print_stands(reader):
    page = reader(viewport=DESK).open(OTHER)
    sign(page, "S.780").click()
    assert "left as printed" in card(page, "Query").inner_text()


def test_the_text_of_a_paragraph_is_its_text(desk, edition):
    assert desk.locator("#T2").evaluate("element => element.textContent") == edition.block("T2").text


# ---- As printed, as edited


def test_the_text_as_printed_and_back(desk):
    tools = desk.get_by_role("group", name="How the text is shown")
    assert "slaveholding" in reading(desk).inner_text()
    tools.get_by_label("as printed").check()
    assert reading(desk).inner_text() == "slavehoding"
    assert sign(desk).is_visible()
    assert "slaveholding" in sign(desk).get_attribute("aria-label")
    assert tools.get_by_role("status").inner_text().startswith("As printed")
    assert reading(desk).evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    tools.get_by_label("as edited").check()
    assert reading(desk).inner_text() == "slaveholding"
    assert "slavehoding" in sign(desk).get_attribute("aria-label")
    assert tools.get_by_role("status").inner_text() == "The text is shown as edited."


def test_the_choice_is_remembered_on_other_pages(desk):
    desk.get_by_label("as printed").check()
    desk.get_by_label("signs of the edition").uncheck()
    assert not sign(desk).is_visible()
    desk.goto(desk.url.replace(SESSION, OTHER))
    assert desk.get_by_label("as printed").is_checked()
    assert not desk.get_by_label("signs of the edition").is_checked()
    assert not desk.locator(".reading-sign").first.is_visible()
    changed = desk.locator(".passage .reading[data-printed]").first
    assert changed.evaluate("element => element.textContent === element.dataset.printed")


def test_without_storage_the_choice_holds_for_the_page(reader):
    visitor = reader(viewport=DESK)
    visitor.page.add_init_script(REFUSE_STORAGE)
    page = visitor.open(SESSION)
    page.get_by_label("as printed").check()
    assert reading(page).inner_text() == "slavehoding"


def test_the_controls_move_nothing_that_is_read(reader):
    page = reader(viewport=DESK).open(f"{SESSION}#T20")
    assert 0 <= page.locator("#T20").bounding_box()["y"] < 300


# ---- The card of a paragraph


def paragraph(page, name="T2"):
    page.locator(f'.passage:not(.excerpt) a.block-number[href="#{name}"]').click()
    card(page, f"Paragraph {name}").wait_for()
    return card(page)


def test_the_number_goes_to_its_address_and_opens_a_card(desk):
    found = paragraph(desk)
    assert desk.url.endswith("#T2")
    assert desk.locator("#T2").evaluate("element => element.matches(':target')")
    assert "page 31" in found.inner_text()
    assert "1 emendation, no queries" in found.inner_text()
    assert found.get_by_role("link", name="Compare with the scan").get_attribute("href").endswith("#scan-T2")
    assert inside(desk, found.bounding_box())
    desk.keyboard.press("Escape")
    assert not found.is_visible()
    assert desk.locator('a.block-number[href="#T2"]').first.evaluate("element => element === document.activeElement")


def test_the_names_of_a_paragraph_lead_to_their_records(desk):
    link = paragraph(desk, "T12").get_by_role("link", name=re.compile("Lenin"))
    assert re.search(r"people\.html#name-", link.get_attribute("href"))


def test_a_modifier_key_leaves_the_number_a_link(desk):
    with desk.context.expect_page() as opened:
        desk.locator('a.block-number[href="#T2"]').first.click(modifiers=["ControlOrMeta"])
    assert opened.value.url.endswith("#T2")
    assert not card(desk).is_visible()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            "Text",
            ["Lenin’s Terror Within the Party", "paragraph T2, p. 31", "/08-from-discussion-to-prohibition.html#T2"],
        ),
        ("Markdown", ["*Reading Maximoff on the Russian Revolution*", "<http", "#T2>"]),
        ("BibTeX", ["@incollection{", "pages = {31}", "urldate = {20"]),
    ],
)
def test_a_citation_is_shown_and_copied(reader, form, words):
    visitor = reader(viewport=DESK)
    visitor.page.add_init_script(CLIPBOARD % "window.copied = text;")
    page = visitor.open(SESSION)
    found = paragraph(page)
    found.get_by_label(form, exact=True).check()
    shown = found.get_by_role("textbox", name="Citation").input_value()
    assert all(each in shown for each in words), shown
    found.get_by_role("button", name="Copy citation").click()
    assert found.get_by_role("status").inner_text() == "The citation is copied."
    assert page.evaluate("window.copied") == shown
    found.get_by_role("button", name="Copy link").click()
    assert page.evaluate("window.copied") == page.url


def test_a_refused_clipboard_is_said_and_the_citation_selected(reader):
    visitor = reader(viewport=DESK)
    visitor.page.add_init_script(CLIPBOARD % "throw new DOMException('no', 'NotAllowedError');")
    page = visitor.open(SESSION)
    found = paragraph(page)
    found.get_by_role("button", name="Copy citation").click()
    found.get_by_text("copy it by hand").wait_for()
    box = found.get_by_role("textbox", name="Citation")
    assert box.evaluate("element => element.selectionEnd - element.selectionStart === element.value.length")
    found.get_by_role("button", name="Copy link").click()
    found.get_by_text("address bar").wait_for()


# ---- The list


def shown_rows(page):
    return page.locator("table.apparatus-list tbody tr:visible")


@pytest.fixture
def table(reader):
    visitor = reader(viewport=DESK)
    yield visitor.open(LIST)
    assert not visitor.troubles, visitor.troubles


def count(page):
    return page.get_by_role("search", name="Emendations and queries").get_by_role("status").inner_text()


def test_the_list_is_sorted_by_its_headings(table):
    place = table.get_by_role("columnheader", name="Place")
    printed = table.get_by_role("columnheader", name="Printed")
    assert place.get_attribute("aria-sort") == "ascending"
    first = shown_rows(table).first.get_attribute("id")
    printed.get_by_role("button").click()
    assert printed.get_attribute("aria-sort") == "ascending"
    assert place.get_attribute("aria-sort") is None
    assert parse_qs(urlsplit(table.url).query) == {"sort": ["printed"]}
    place.get_by_role("button").click()
    assert shown_rows(table).first.get_attribute("id") == first
    place.get_by_role("button").click()
    assert place.get_attribute("aria-sort") == "descending"
    assert shown_rows(table).last.get_attribute("id") == first


def test_the_list_is_filtered_counted_and_shared_by_its_address(table):
    total = shown_rows(table).count()
    assert count(table) == f"{total} of {total}"
    table.get_by_label("Text").select_option("T")
    table.get_by_label("Kind").select_option("query")
    queries = table.locator('tr[data-text="T"][data-kind="query"]').count()
    assert shown_rows(table).count() == queries
    assert count(table) == f"{queries} of {total}"
    table.goto(table.url)
    assert count(table) == f"{queries} of {total}"
    assert table.get_by_label("Text").input_value() == "T"
    table.get_by_role("button", name="Show all").click()
    assert count(table) == f"{total} of {total}"
    assert not urlsplit(table.url).query


def test_the_list_is_searched(table):
    search = table.get_by_label("Search", exact=True)
    search.fill("SLAVEHODING")
    assert count(table).startswith("1 of ")
    assert shown_rows(table).first.get_attribute("id") == "T.1182"
    search.fill("no such words at all")
    assert count(table).startswith("0 of ")


def test_a_sign_without_its_script_leads_to_its_row(reader):
    page = reader(viewport=DESK, java_script_enabled=False).open(SESSION)
    assert reading(page).inner_text() == "slaveholding"
    sign(page).click()
    assert page.url.endswith(f"{LIST}#T.1182")
    row = page.locator('[id="T.1182"]')
    assert row.is_visible()
    plain = page.locator('table.apparatus-list tbody tr:not([id="T.1182"]) td').first
    ground = "element => getComputedStyle(element).backgroundColor"
    assert row.locator("td").first.evaluate(ground) != plain.evaluate(ground)
    assert not page.locator(".list-tools").count()


def test_a_row_that_a_link_names_is_never_hidden(reader):
    page = reader(viewport=DESK).open(f"{LIST}?text=S#T.1182")
    assert page.locator('[id="T.1182"]').is_visible()
    assert not urlsplit(page.url).query


def test_the_list_fits_a_phone(reader):
    page = reader(viewport={"width": 320, "height": 640}).open(LIST)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    row = shown_rows(page).first
    assert row.locator("td").nth(5).bounding_box()["width"] > 200  # the ground: a line of text, no narrow column
    page.get_by_role("button", name="Printed").click()
    assert "sort=printed" in page.url


# ---- Paper, and accessibility with open cards


def test_paper_has_small_signs_and_no_controls(desk):
    desk.get_by_label("as printed").check()
    sign(desk).click()
    desk.emulate_media(media="print")
    assert not card(desk).is_visible()
    assert not desk.get_by_label("as printed").is_visible()
    assert desk.get_by_text("As printed: on this page").is_visible()
    mark = (
        "element => { const at = getComputedStyle(element, '::before'); return [at.content, parseFloat(at.fontSize)]; }"
    )
    content, size = sign(desk).evaluate(mark)
    assert "°" in content
    assert size < reading(desk).evaluate("element => parseFloat(getComputedStyle(element).fontSize)")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_open_cards_are_accessible(reader, theme, size):
    visitor = reader(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page = visitor.open(SESSION)
    page.get_by_label("as printed").check()
    for opened in (lambda: sign(page).click(), lambda: paragraph(page, "T12")):
        opened()
        assert card(page).is_visible()
        found = Axe().run(page, options=RULES)
        violations = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found.response["violations"]]
        assert not violations, "\n".join(violations)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.keyboard.press("Escape")
    assert not visitor.troubles

"""The map on the static page: by keyboard, by finger, by address, without scripts, on a narrow screen and on paper."""

import json

import pytest

from studyguide.data.towns import towns
from studyguide.widgets import TownMap
from tests.page.test_every_page import DESK
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/map.html"


def live(page):
    place = page.locator("[data-widget=map]")
    place.scroll_into_view_if_needed()
    page.wait_for_selector("[data-widget=map][data-state=live]")
    return place


@pytest.fixture
def town_map(reader):
    visitor = reader(viewport={"width": 390, "height": 844})
    yield live(visitor.open(NAME))
    assert not visitor.troubles


def words(place):
    return place.locator("[aria-live]").inner_text()


def dots(place):
    return place.locator("svg .town").count()


def test_it_begins_with_all_towns_and_a_row_for_each(town_map):
    assert words(town_map).startswith("33 towns in S and T. All lie in this view.")
    assert dots(town_map) == town_map.locator("tbody:visible tr").count() == 33
    assert not town_map.locator(".widget-static").is_visible()


def test_all_dots_are_equal(town_map):
    sizes = town_map.locator("svg .town circle:last-child").evaluate_all(
        "each => each.map((dot) => dot.getAttribute('r'))"
    )
    assert len(set(sizes)) == 1
    assert "not how much" in town_map.locator(".widget-assumption").inner_text()


def test_a_filter_changes_map_table_and_words(town_map):
    town_map.get_by_role("radio", name="Unions and workers’ movements").check()
    town_map.get_by_role("radio", name="S only").check()
    assert words(town_map).startswith("10 towns with unions and workers’ movements in S.")
    assert dots(town_map) == town_map.locator("tbody:visible tr").count() == 10
    assert "Paper:" not in town_map.locator("tbody:visible").inner_text()
    assert "T77" not in town_map.locator("tbody:visible").inner_text()


def test_a_town_chosen_by_name_shows_its_names_and_leads_to_its_paragraphs(town_map):
    town_map.get_by_label("Town", exact=True).select_option("kharkov")
    detail = town_map.locator(".town-detail")
    assert "Kharkov (now Kharkiv, Ukraine)" in detail.inner_text()
    assert "Rabochaya Mysl" in detail.inner_text()
    assert words(town_map).startswith("Kharkov (now Kharkiv, Ukraine): 1 paper, 1 union")
    detail.get_by_role("link", name="S35").first.click()
    town_map.page.wait_for_url("**/book/sessions/06-three-conventions.html#S35")
    assert town_map.page.locator("#S35").is_visible()


def test_dots_are_reached_and_chosen_by_keyboard(town_map):
    page = town_map.page
    town_map.get_by_role("radio", name="Petrograd and Moscow").check()
    stops = town_map.locator("svg .town[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    for _ in range(dots(town_map)):
        page.keyboard.press("ArrowLeft")
    focused = "document.activeElement.dataset.town"
    assert page.evaluate(focused) == "kronstadt"  # the westernmost
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "saint-petersburg"
    page.keyboard.press("Enter")
    assert words(town_map).startswith("Petrograd (")
    assert town_map.locator("svg .town[aria-pressed=true]").get_attribute("data-town") == "saint-petersburg"
    assert page.evaluate(focused) == "saint-petersburg"
    assert town_map.get_by_label("Town", exact=True).input_value() == "saint-petersburg"


def test_every_dot_is_reached_by_arrows(town_map):
    page = town_map.page
    town_map.locator("svg .town[tabindex='0']").focus()
    for _ in range(40):
        page.keyboard.press("ArrowUp")
    seen = set()
    for _ in range(40):
        seen.add(page.evaluate("document.activeElement.dataset.town"))
        page.keyboard.press("ArrowDown")
    assert len(seen) == 33


def test_a_finger_beside_a_dot_chooses_the_nearest(town_map):
    dot = town_map.locator("svg [data-town=vladivostok] circle").last
    dot.evaluate("element => element.scrollIntoView({ block: 'center' })")
    box = dot.bounding_box()
    town_map.page.mouse.click(box["x"] - 10, box["y"] - 8)
    assert words(town_map).startswith("Vladivostok")


def test_a_town_outside_the_view_takes_the_view_with_it(town_map):
    town_map.get_by_role("radio", name="European Russia").check()
    assert dots(town_map) < 33
    town_map.get_by_label("Town", exact=True).select_option("cheremkhovo")
    assert town_map.get_by_role("radio", name="Whole country").is_checked()
    town_map.get_by_role("radio", name="European Russia").check()
    assert words(town_map).endswith("It lies outside this view.")


def test_what_a_filter_hides_is_not_chosen_any_more(town_map):
    town_map.get_by_label("Town", exact=True).select_option("baku")
    town_map.get_by_role("radio", name="Papers").check()
    assert words(town_map).startswith("20 towns with papers")
    assert town_map.get_by_label("Town", exact=True).input_value() == ""
    town_map.get_by_role("button", name="Begin again").click()
    assert words(town_map).startswith("33 towns")


def test_the_closer_view_parts_what_lies_together(town_map):
    touching = town_map.locator(".widget-assumption")
    assert "take a closer view" in touching.inner_text()
    town_map.get_by_role("radio", name="Petrograd and Moscow").check()
    assert "take a closer view" not in touching.inner_text()


def test_controls_of_the_map_are_large_enough_for_a_finger(town_map):
    for control in town_map.locator("input:visible, button:visible, select:visible").all():
        box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert box >= 44


def test_the_map_answers_within_a_frame(town_map):
    spent = town_map.evaluate(
        """(place) => {
          const inputs = [...place.querySelectorAll('input[type=radio]')];
          const times = [];
          for (let turn = 0; turn < 22; turn += 1) {
            const input = inputs[turn % inputs.length];
            input.checked = true;
            const start = performance.now();
            input.dispatchEvent(new Event('change', { bubbles: true }));
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[11];
        }"""
    )
    assert spent < 16


def test_without_scripts_map_and_table_stand(reader):
    page = reader(java_script_enabled=False).open(NAME)
    still = page.locator("[data-widget=map] .widget-static")
    assert still.locator("svg.map-still").is_visible()
    assert still.locator("tbody tr").count() == 33
    still.get_by_role("link", name="S22").first.click()
    assert page.url.endswith("/book/sessions/04-workers-control.html#S22")


def test_a_narrow_phone_shows_the_map_without_sideways_scrolling(reader):
    page = reader(viewport={"width": 320, "height": 640}).open(NAME)
    place = live(page)
    place.get_by_label("Town", exact=True).select_option("saint-petersburg")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame, table = (place.locator(each).bounding_box() for each in (".widget-drawing", "table:visible"))
    assert table["x"] + table["width"] <= frame["x"] + frame["width"] + 1


def test_the_maps_setting_stands_in_the_address_and_comes_back(reader):
    visitor = reader(viewport=DESK)
    place = live(visitor.open(NAME))
    assert "?" not in visitor.page.url
    place.get_by_role("radio", name="European Russia").check()
    place.get_by_label("Town", exact=True).select_option("kiev")
    assert visitor.page.url.endswith("?map.view=europe&map.town=kiev")
    said = words(place)
    again = live(visitor.open(visitor.page.url.removeprefix(f"{visitor.address}/")))
    assert words(again) == said
    assert again.get_by_role("radio", name="European Russia").is_checked()
    assert not visitor.troubles


def test_an_address_cannot_ask_the_map_for_nonsense(reader):
    visitor = reader(viewport=DESK)
    place = live(visitor.open(NAME + "?map.view=moon&map.kind=%3Cb%3E&map.text=__proto__&map.town=constructor"))
    assert words(place).startswith("33 towns in S and T.")
    assert "?" not in visitor.page.url
    assert not visitor.troubles


def test_paper_gets_the_map_as_it_is_set(reader):
    page = reader(viewport=DESK).open(NAME + "?map.town=kharkov&map.view=europe")
    place = live(page)
    page.emulate_media(media="print")
    assert not place.get_by_label("Town", exact=True).is_visible()
    assert not place.get_by_role("radio").first.is_visible()
    assert place.locator(".widget-drawing svg").is_visible()
    assert place.locator(".town-detail").is_visible()
    assert place.locator("table:visible tbody tr").count() == 33


def test_in_jupyter_python_moves_the_map_and_paragraphs_are_plain_text(browser, root):
    town_map = TownMap(towns(root), {"S7": "sessions/02-the-revolution-opens.html#S7"})
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(town_map.page_state())))
    page.evaluate(LOAD, town_map._esm)
    page.evaluate("model.from_python('town', 'kiev')")
    assert page.locator("[aria-live]").inner_text().startswith("Kiev (now Kyiv, Ukraine)")
    assert "(S7)" in page.locator(".town-detail").inner_text()
    assert page.locator("a").count() == 0
    page.get_by_label("Town", exact=True).select_option("odessa")
    assert page.evaluate("model.sent.at(-1).town") == "odessa"
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()

"""The factions on the static page and as Jupyter loads them: choice, year, filter, live region, address, table."""

import json

import pytest

from studyguide.data import rows
from studyguide.widgets import Factions
from tests.page.test_every_page import DESK
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/factions.html"
PHONE = {"width": 390, "height": 844}


def start(page):
    place = page.locator("[data-widget=factions]")
    place.scroll_into_view_if_needed()
    page.wait_for_selector("[data-widget=factions][data-state=live]")
    return place


@pytest.fixture
def factions(reader):
    visitor = reader(viewport=PHONE)
    yield start(visitor.open(NAME))
    assert not visitor.troubles


def words(place):
    return place.locator("[aria-live]").inner_text()


def listed(place):
    return place.locator(".widget-factions tbody tr:visible").count()


def who(place):
    return place.get_by_role("combobox", name="Whose ties?")


def test_it_begins_with_all_ties(factions, root):
    number = len(rows("factions", root))
    assert words(factions) == f"{number} ties in all years; nobody is chosen."
    assert listed(factions) == number
    assert not factions.locator(".widget-static").is_visible()
    assert not factions.locator(".far").count()


def test_one_chosen_by_keyboard_lights_up_and_is_told(factions):
    select = who(factions)
    select.focus()
    select.press("A")  # a list answers a letter
    assert select.input_value() == "artem"
    assert words(factions) == (
        "Artem, on more than one side, has 2 ties in all years: belonged to or signed for Lenin’s Ten (1921); "
        "was investigated or punished by the Central Committee (1921)."
    )
    assert listed(factions) == 2
    assert factions.locator(".mark.near").count() == 2
    assert factions.locator(".mark.far").count() > 50
    assert factions.locator("text.name.near").all_text_contents() == ["◐ Artem", "Lenin’s Ten", "Central Committee"]


def test_a_group_shows_both_directions(factions):
    who(factions).select_option("workers-opposition")
    factions.get_by_role("radio", name="1921").check()
    said = words(factions)
    assert said.startswith("The Workers’ Opposition has 11 ties in 1921: had as members or signers Shliapnikov, ")
    assert "was opposed by Lenin’s Ten, Lenin and Paniushkin’s party" in said


def test_the_year_is_changed_by_arrow_keys(factions):
    who(factions).select_option("artem")
    factions.get_by_role("radio", name="1921").check()
    assert listed(factions) == 2
    factions.get_by_role("radio", name="1921").press("ArrowRight")
    assert factions.get_by_role("radio", name="1922").is_checked()
    assert words(factions) == "Artem has no tie here in 1922."
    assert listed(factions) == 0


def test_people_on_more_than_one_side_can_be_filtered(factions):
    factions.get_by_role("checkbox").check()
    people = [name for name in factions.locator("text.name").all_text_contents() if name.startswith("◐")]
    assert people == ["◐ Tomsky", "◐ Artem", "◐ Trotsky", "◐ Bukharin", "◐ Shliapnikov", "◐ Kiselev"]
    assert factions.locator("text.name").count() == len(people) + 13
    assert "people on more than one side only" in words(factions)
    factions.get_by_role("button", name="Begin again").click()
    assert not factions.get_by_role("checkbox").is_checked()
    assert "only" not in words(factions)


def test_the_table_leads_to_the_paragraph(factions):
    who(factions).select_option("rudzutak")
    link = factions.locator(".widget-factions tbody").get_by_role("link", name="T31")
    link.click()
    factions.page.wait_for_url("**/book/sessions/08-*.html#T31")
    assert factions.page.locator("#T31").is_visible()


def test_a_name_in_the_drawing_can_be_pressed_with_a_mouse(reader):
    place = start(reader(viewport=DESK).open(NAME))
    place.locator("text.name", has_text="Kiselev").click()
    assert who(place).input_value() == "kiselev"
    place.locator("text.name", has_text="Kiselev").click()
    assert who(place).input_value() == ""


def test_controls_are_large_enough_for_a_finger(factions):
    for control in factions.locator("input:visible, button:visible, select:visible").all():
        box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert box >= 44


def test_it_answers_within_a_frame(factions):
    spent = factions.evaluate(
        """(place) => {
          const select = place.querySelector('select');
          const times = [...select.options].map((option) => {
            select.value = option.value;
            const start = performance.now();
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return performance.now() - start;
          });
          return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
        }"""
    )
    assert spent < 16


def test_a_setting_stands_in_the_address_and_comes_back_from_it(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open(NAME)
    place = start(page)
    assert "?" not in page.url
    who(place).select_option("trotsky")
    place.get_by_role("radio", name="1923").check()
    assert page.url.endswith("?factions.chosen=trotsky&factions.year=1923")
    said = words(place)
    again = start(visitor.open(page.url.removeprefix(f"{visitor.address}/")))
    assert words(again) == said
    assert not visitor.troubles


def test_an_address_cannot_ask_for_nonsense(reader):
    visitor = reader(viewport=DESK)
    place = start(visitor.open(f"{NAME}?factions.chosen=rasputin&factions.year=1066&factions.mixed=maybe"))
    assert words(place).endswith("ties in all years; nobody is chosen.")
    assert not visitor.troubles


def test_without_scripts_the_figure_and_the_table_stand(reader, root):
    page = reader(java_script_enabled=False).open(NAME)
    still = page.locator("[data-widget=factions] .widget-static")
    assert still.locator("svg").is_visible()
    assert still.locator("tbody tr").count() == len(rows("factions", root))


def test_a_narrow_phone_needs_no_sideways_scrolling(reader):
    page = reader(viewport={"width": 320, "height": 640}).open(f"{NAME}?factions.chosen=shliapnikov")
    place = start(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame = place.locator(".widget-factions .table-frame")
    assert frame.evaluate("element => element.scrollWidth - element.clientWidth") <= 0


def test_paper_gets_the_whole_table_and_no_controls(reader):
    page = reader(viewport={"width": 800, "height": 400}).open(NAME)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_selector("[data-widget=factions][data-state=live]")
    page.emulate_media(media="print")
    place = page.locator("[data-widget=factions]")
    assert not place.locator(".widget-controls").is_visible()
    frame = place.locator(".widget-factions .table-frame")
    assert frame.evaluate("element => element.scrollHeight - element.clientHeight") <= 0


def test_jupyter_moves_it_and_is_moved(browser, root):
    widget = Factions(rows("factions", root))
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(widget.page_state())))
    page.evaluate(LOAD, widget._esm)
    said = page.locator("[aria-live]")
    page.evaluate("model.from_python('chosen', 'frunze')")
    assert said.inner_text() == (
        "Frunze has 1 tie in all years: belonged to or signed for the Commission of 1921 (1921)."
    )
    assert not page.get_by_role("link").count()
    who(page).select_option("tomsky")
    assert page.evaluate("model.sent.at(-1).chosen") == "tomsky"
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()

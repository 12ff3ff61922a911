"""The timeline on the static page: both calendars, themes and periods; picture, list and words follow together."""

import json

import pytest

from studyguide.data import rows
from studyguide.widgets import Timeline
from tests.page.test_every_page import DESK
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/timeline.html"
PICTURE = ".widget-live .widget-drawing"


def bring(page):
    place = page.locator("[data-widget=timeline]")
    place.scroll_into_view_if_needed()
    page.wait_for_selector("[data-widget=timeline][data-state=live]")
    return place


@pytest.fixture
def line(reader):
    visitor = reader(viewport={"width": 390, "height": 844})
    yield bring(visitor.open(NAME))
    assert not visitor.troubles


def words(line):
    return line.locator("[aria-live]").inner_text()


def listed(line):
    return line.locator(".timeline-list li:visible").count()


def test_it_begins_with_everything(line):
    assert listed(line) == line.locator(f"{PICTURE} .mark").count() == 90
    assert words(line) == "90 of 90 entries shown, from November 1893 to 1953 or later, New Style."
    assert not line.locator(".widget-static").is_visible()


def test_a_theme_left_out_by_keyboard_leaves_picture_list_and_words(line):
    box = line.get_by_role("checkbox", name="Repression")
    box.focus()
    box.press("Space")
    assert listed(line) == line.locator(f"{PICTURE} .mark").count() < 90
    assert words(line).startswith(f"{listed(line)} of 90 entries")
    assert line.locator(".timeline-list li:visible", has_text="Eloranta is shot").count() == 0


def test_a_period_can_be_taken_alone(line):
    line.get_by_label("Period").select_option(label="1921")
    assert "from January 1921" in words(line)
    assert line.get_by_role("slider", name="First year").input_value() == "1921"
    assert line.locator(f"{PICTURE} .tick").all_text_contents()[:2] == ["1921", "Mar"]


def test_a_slider_moved_by_keyboard_makes_a_period_of_your_own(line):
    slider = line.get_by_role("slider", name="First year")
    slider.focus()
    slider.press("ArrowRight")
    assert line.get_by_label("Period").input_value() == "own"
    assert words(line).startswith("89 of 90 entries shown, from January 1915")
    slider.press("End")
    assert line.get_by_role("slider", name="Last year").input_value() == "1953"


def test_the_calendar_changes_the_dates_and_not_the_places_of_the_marks(line):
    line.get_by_label("Period").select_option(label="1917: two revolutions")
    strike = line.locator(".timeline-list li:visible", has_text="Strikes begin in Petrograd")
    shape = line.locator("[data-entry=february-strikes] path")
    assert strike.locator(".timeline-date").inner_text() == "8 March 1917 N.S."
    before, grid = shape.get_attribute("transform"), line.locator(f"{PICTURE} .grid").nth(0).get_attribute("x1")
    line.get_by_role("radio", name="New Style").press("ArrowDown")
    assert strike.locator(".timeline-date").inner_text() == "23 February 1917 O.S."
    assert words(line).endswith("from February 1917 to November 1917, Old Style until January 1918.")
    assert shape.get_attribute("transform") == before
    assert line.locator(f"{PICTURE} .grid").nth(0).get_attribute("x1") != grid


def test_with_no_theme_it_says_what_to_do(line):
    for box in line.get_by_role("checkbox").all():
        box.uncheck()
    assert words(line) == "None of 90 entries is shown. Choose a theme, or a longer period."
    line.get_by_role("button", name="Show everything").click()
    assert listed(line) == 90


def test_contested_dates_are_bars(line):
    assert line.locator(f"{PICTURE} .contested").count() == line.locator(f"{PICTURE} .span").count() >= 8
    assert line.locator("[data-entry=eloranta-shot] .span").count() == 1


def test_an_entry_leads_to_its_paragraphs(line):
    link = line.locator(".timeline-list li:visible", has_text="Eloranta is shot").get_by_role("link", name="T84")
    link.click()
    line.page.wait_for_url("**/sessions/11-from-lenin-to-stalin.html#T84")
    assert line.page.locator("#T84").count() == 1


def test_a_mark_leads_to_its_entry(line):
    line.locator("[data-entry=eloranta-shot] path").dispatch_event("click")
    assert "Eloranta is shot" in line.page.evaluate("document.activeElement.textContent")


def test_every_link_has_its_paragraph(line, site):
    for link in set(line.locator(".timeline-list a").evaluate_all("links => links.map((a) => a.getAttribute('href'))")):
        page, name = link.removeprefix("../").split("#")
        assert f'id="{name}"' in (site / "book" / page).read_text(encoding="utf-8"), link


def test_controls_are_large_enough_for_a_finger(line):
    for control in line.locator("input:visible, button:visible, select:visible").all():
        box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert box >= 44


def test_it_answers_within_a_frame(line):
    spent = line.evaluate(
        """(place) => {
          const input = place.querySelector('input[type=range]');
          const times = [];
          for (let step = 0; step < 20; step += 1) {
            input.value = 1900 + step;
            const start = performance.now();
            input.dispatchEvent(new Event('input', { bubbles: true }));
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[10];
        }"""
    )
    assert spent < 16


def test_a_setting_stands_in_the_address_and_comes_back_from_it(reader):
    visitor = reader(viewport=DESK)
    line = bring(visitor.open(NAME))
    assert "?" not in line.page.url
    line.get_by_label("Period").select_option(label="1917 to 1923")
    line.get_by_role("checkbox", name="Unions").uncheck()
    line.get_by_role("radio", name="Old Style").check()
    said, url = words(line), line.page.url
    assert "timeline.first=1917" in url
    assert "timeline.style=old" in url
    again = bring(visitor.open(url.removeprefix(f"{visitor.address}/")))
    assert words(again) == said
    assert not again.get_by_role("checkbox", name="Unions").is_checked()
    assert not visitor.troubles


def test_an_address_cannot_ask_for_nonsense(reader):
    visitor = reader(viewport=DESK)
    nonsense = "?timeline.first=1e99&timeline.last=-3&timeline.style=julian&timeline.themes=weather+party"
    line = bring(visitor.open(NAME + nonsense))
    assert line.get_by_role("radio", name="New Style").is_checked()
    assert line.get_by_role("slider", name="First year").input_value() == "1893"
    assert [box.is_checked() for box in line.get_by_role("checkbox").all()] == [False, False, True, False, False]
    assert not visitor.troubles


def test_without_scripts_the_picture_and_the_list_stand(reader):
    page = reader(java_script_enabled=False, viewport={"width": 320, "height": 800}).open(NAME)
    still = page.locator("[data-widget=timeline] .widget-static")
    assert still.locator("svg").is_visible()
    assert still.locator("li").count() == 90
    assert "8 March 1917 N.S. (23 February 1917 O.S.)" in still.inner_text()
    # Without scripts nothing can be evaluated on the page: a box that is too wide shows in its measure.
    assert all(box.bounding_box()["width"] <= 320 for box in still.locator("li").all()[:20])


def test_at_320_pixels_nothing_goes_sideways(reader):
    line = bring(reader(viewport={"width": 320, "height": 800}).open(NAME))
    assert line.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    line.get_by_label("Period").select_option(label="1922 to early 1924")
    assert line.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_it_stands_as_set_without_its_controls(reader):
    line = bring(reader(viewport=DESK).open(f"{NAME}?timeline.first=1917&timeline.last=1917"))
    line.page.emulate_media(media="print")
    assert not line.locator(".widget-controls").is_visible()
    assert 0 < listed(line) < 90


def test_in_jupyter_python_moves_it_and_paragraphs_are_words(browser, root):
    widget = Timeline(rows("timeline", root), places={"S2": "sessions/02-the-revolution-opens.html#S2"})
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(widget.page_state())))
    page.evaluate(LOAD, widget._esm)
    page.evaluate("model.from_python('last', 1916)")
    assert page.locator("[aria-live]").inner_text().startswith("2 of 90 entries shown")
    assert page.locator("a").count() == 0
    page.get_by_role("checkbox", name="Texts").uncheck()
    assert page.evaluate("model.sent.at(-1).themes") == "movement unions party repression"
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()

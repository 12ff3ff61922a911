"""The estimate bench on the static page: no kernel; keyboard, address of the figure, table and words all follow."""

import pytest

from tests.page.test_every_page import DESK

NAME = "book/sessions/05-counting-a-movement.html"


@pytest.fixture
def bench(reader):
    visitor = reader(viewport={"width": 390, "height": 844})
    page = visitor.open(NAME)
    place = page.locator("[data-widget=estimate-bench]")
    place.scroll_into_view_if_needed()
    page.wait_for_selector("[data-widget=estimate-bench][data-state=live]")
    yield place
    assert not visitor.troubles


def seen(place):
    return {
        "figure": place.locator(".widget-drawing").inner_html(),
        "table": place.locator("tbody:visible").inner_text(),
        "words": place.locator("[aria-live]").inner_text(),
    }


def test_it_begins_with_the_question_open(bench):
    assert bench.get_by_role("radio", name="Leave it open: all counts").is_checked()
    assert seen(bench)["words"].startswith("Between 18,000 and 88,000 members.")
    assert not bench.locator(".widget-static").is_visible()


def test_a_slider_moved_by_keyboard_moves_figure_table_and_words(bench):
    before = seen(bench)
    slider = bench.get_by_role("slider", name="and for at most")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    after = seen(bench)
    assert slider.get_attribute("aria-valuetext") == "4,000 members"
    assert after["words"].startswith("Between 18,000 and 100,000 members.")
    assert all(before[name] != after[name] for name in before)


def test_a_choice_by_keyboard_narrows_the_band(bench):
    first = bench.get_by_role("radio", name="Leave it open: all counts")
    first.focus()
    first.press("ArrowDown")
    assert seen(bench)["words"].startswith(
        "Between 18,000 and 21,000 members. The printed 88,000 lies above this band."
    )


def test_the_lower_end_pushes_the_upper_one(bench):
    slider = bench.get_by_role("slider", name="One delegate stands for at least")
    slider.focus()
    slider.press("End")
    assert bench.get_by_role("slider", name="and for at most").get_attribute("aria-valuetext") == "7,000 members"


def test_it_can_begin_again(bench):
    before = seen(bench)
    factor = bench.get_by_role("slider", name="Followers beyond the members")
    factor.focus()
    factor.press("End")
    assert seen(bench) != before
    bench.get_by_role("button", name="Begin again").click()
    assert seen(bench) == before


def test_controls_are_large_enough_for_a_finger(bench):
    for control in bench.locator("input:visible, button:visible").all():
        box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert box >= 44


def test_it_answers_within_a_frame(bench):
    spent = bench.evaluate(
        """(place) => {
          const input = place.querySelector('input[type=range]');
          const times = [];
          for (let step = 0; step < 20; step += 1) {
            input.value = 2000 + 100 * step;
            const start = performance.now();
            input.dispatchEvent(new Event('input', { bubbles: true }));
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[10];
        }"""
    )
    assert spent < 16


def test_without_scripts_the_figure_and_the_table_stand(reader):
    page = reader(java_script_enabled=False).open(NAME)
    still = page.locator("[data-widget=estimate-bench] .widget-static")
    assert still.locator("svg").is_visible()
    assert "75,000 to 87,500" in still.locator("table").inner_text()


def test_a_widget_that_cannot_start_says_so_and_keeps_its_figure(reader):
    visitor = reader()
    visitor.page.route("**/widgets/estimate-bench.js*", lambda route: route.abort())
    page = visitor.open(NAME)
    page.locator("[data-widget=estimate-bench]").scroll_into_view_if_needed()
    page.wait_for_selector("[data-widget=estimate-bench][data-state=failed]")
    assert page.locator(".widget-static svg").is_visible()
    assert "could not be started" in page.locator("[data-widget=estimate-bench] [role=status]").inner_text()


def test_on_paper_it_is_drawn_although_nobody_scrolled_to_it(reader):
    page = reader(viewport={"width": 800, "height": 400}).open(NAME)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_selector("[data-widget=estimate-bench][data-state=live]")


def test_a_setting_stands_in_the_address_and_comes_back_from_it(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open(NAME)
    bench = page.locator("[data-widget='estimate-bench']")
    bench.scroll_into_view_if_needed()
    bench.get_by_role("slider", name="and for at most").wait_for()
    assert "?" not in page.url
    slider = bench.get_by_role("slider", name="and for at most")
    slider.focus()
    slider.press("ArrowRight")
    assert page.url.endswith("?estimate-bench.high=3600")
    words = bench.locator("[aria-live]").inner_text()
    other = visitor.open(page.url.removeprefix(f"{visitor.address}/"))
    again = other.locator("[data-widget='estimate-bench']")
    again.scroll_into_view_if_needed()
    again.get_by_role("slider", name="and for at most").wait_for()
    assert again.locator("[aria-live]").inner_text() == words
    assert not visitor.troubles


def test_an_address_cannot_ask_for_nonsense(reader):
    visitor = reader(viewport=DESK)
    nonsense = "?estimate-bench.high=1e99&estimate-bench.low=abc&estimate-bench.chosen=77&estimate-bench.factor=-4"
    page = visitor.open(NAME + nonsense)
    bench = page.locator("[data-widget='estimate-bench']")
    bench.scroll_into_view_if_needed()
    bench.get_by_role("slider", name="and for at most").wait_for()
    assert bench.locator("[aria-live]").inner_text().startswith("Between 75,000 and 175,000 members")
    assert not visitor.troubles

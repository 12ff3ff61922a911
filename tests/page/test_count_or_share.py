"""Count or share on the static page: figure, table and words follow the keyboard; no line joins the marks."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.page.test_every_page import DESK, RULES

NAME = "book/sessions/06-three-conventions.html"
PLACE = "[data-widget=count-or-share]"


def live(page):
    place = page.locator(PLACE)
    place.scroll_into_view_if_needed()
    page.wait_for_selector(f"{PLACE}[data-state=live]")
    return place


@pytest.fixture
def widget(reader):
    visitor = reader(viewport={"width": 390, "height": 844})
    yield live(visitor.open(NAME))
    assert not visitor.troubles


def words(place):
    return place.locator("[aria-live]").inner_text()


def seen(place):
    now = place.locator(".widget-live")
    return now.locator(".widget-drawing").inner_html(), now.locator("tbody").inner_text(), words(place)


def test_it_begins_with_the_count(widget):
    assert widget.get_by_role("radio", name="By count").is_checked()
    assert words(widget).startswith("By count: 25, 15 and 10 delegates")
    assert not widget.locator(".widget-static").is_visible()
    assert not widget.get_by_role("group", name="Members for each delegate").is_visible()


def test_arrow_keys_choose_the_measure_and_everything_follows(widget):
    before = seen(widget)
    widget.get_by_role("radio", name="By count").focus()
    widget.page.keyboard.press("ArrowDown")
    after = seen(widget)
    assert after[2].startswith("By share: 6.0, 2.0 and 0.8 per cent")
    assert "It hides" in after[2]
    assert "0.7 (9 of 1,226)" in after[1]
    assert all(one != other for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("3,000 to 3,500", "75,000 to 88,000, then 45,000 to 53,000, then 30,000 to 35,000"),
        ("3,530", "about 88,000, then about 53,000, then about 35,000"),
        ("own average", "about 150,000, then about 69,000, then about 35,000"),
    ],
)
def test_the_basis_moves_the_members(widget, basis, said):
    widget.get_by_role("radio", name="By members").check()
    widget.get_by_role("radio", name=basis).check()
    assert said in words(widget)
    assert "by all three ways: 75,000 to 150,000" in widget.locator("tbody:visible").inner_text()


@pytest.mark.parametrize("measure", ["By count", "By share of all delegates", "By members"])
def test_no_line_joins_two_conventions_and_shapes_tell_the_counts_apart(widget, measure):
    widget.get_by_role("radio", name=measure).check()
    drawing = widget.locator(".widget-live .widget-drawing > svg")
    assert drawing.locator("path, polyline").count() == 0
    slanted = drawing.locator("line:not(.grid)").evaluate_all(
        "lines => lines.filter((line) => Math.abs(line.x1.baseVal.value - line.x2.baseVal.value) > 8).length"
    )
    assert slanted == 0
    each = 2 if measure == "By members" else 1
    assert drawing.locator("circle.his").count() == 3 * each
    assert drawing.locator("polygon.rival").count() == 3 * each


def test_the_table_says_whom_each_count_counts_and_leads_to_the_paragraphs(widget):
    told = widget.locator("tbody:visible").inner_text()
    for definition in ("Maximalists counted apart", "informal inquiry", "voting and consultative delegates"):
        assert definition in told
    assert widget.get_by_role("link", name="S37").first.get_attribute("href") == "#S37"
    widget.get_by_role("link", name="S33").click()
    widget.page.wait_for_url("**/05-counting-a-movement.html#S33")
    assert widget.page.locator("#S33").is_visible()


def test_a_choice_stands_in_the_address_and_comes_back_from_it(reader):
    visitor = reader(viewport=DESK)
    place = live(visitor.open(NAME))
    assert "?" not in visitor.page.url
    place.get_by_role("radio", name="By members").check()
    place.get_by_role("radio", name="own average").check()
    assert visitor.page.url.endswith("?count-or-share.measure=members&count-or-share.basis=average")
    said = words(place)
    again = live(visitor.open(visitor.page.url.removeprefix(f"{visitor.address}/")))
    assert words(again) == said
    assert again.get_by_role("radio", name="own average").is_checked()
    assert not visitor.troubles


@pytest.mark.parametrize("asked", ["trend", "constructor", "%3Cb%3E"])
def test_an_address_cannot_ask_for_nonsense(reader, asked):
    visitor = reader(viewport=DESK)
    place = live(visitor.open(f"{NAME}?count-or-share.measure={asked}&count-or-share.basis={asked}"))
    assert words(place).startswith("By count: 25")
    assert not visitor.troubles


def test_controls_are_large_enough_for_a_finger(widget):
    widget.get_by_role("radio", name="By members").check()
    labels = widget.locator("label:visible")
    assert labels.count() == 6
    assert all(label.bounding_box()["height"] >= 44 for label in labels.all())


@pytest.mark.parametrize("measure", ["count", "share", "members"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_narrow_phone_needs_no_sideways_scrolling_and_axe_finds_nothing(reader, measure, theme):
    visitor = reader(viewport={"width": 320, "height": 640}, color_scheme=theme, reduced_motion="reduce")
    page = visitor.open(f"{NAME}?count-or-share.measure={measure}")
    place = live(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame = place.locator(".table-frame:visible")
    assert frame.evaluate("element => element.scrollWidth - element.clientWidth") <= 0
    page.evaluate("scrollTo(0, 0)")  # the bar of tools must not lie over a control while its size is measured
    found = Axe().run(page, context=PLACE, options=RULES).response["violations"]
    assert not [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def test_it_answers_within_a_frame(widget):
    spent = widget.evaluate(
        """(place) => {
          const inputs = place.querySelectorAll('input[type=radio]');
          const times = [];
          for (let step = 0; step < 30; step += 1) {
            const input = inputs[step % inputs.length];
            const start = performance.now();
            input.click();
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[15];
        }"""
    )
    assert spent < 16


def test_without_scripts_the_figure_and_both_tables_stand(reader):
    page = reader(java_script_enabled=False).open(NAME)
    still = page.locator(f"{PLACE} .widget-static")
    assert still.locator("svg").is_visible()
    told = " ".join(still.locator("table").all_inner_texts())
    assert "15: 2.0 per cent of 748" in told
    assert "about 150,000" in told


def test_paper_gets_the_figure_and_the_words_without_the_controls(reader):
    page = reader(viewport={"width": 800, "height": 400}).open(f"{NAME}?count-or-share.measure=share")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_selector(f"{PLACE}[data-state=live]", state="attached")
    page.emulate_media(media="print")
    place = page.locator(PLACE)
    assert place.locator(".widget-live .widget-drawing > svg").is_visible()
    assert words(place).startswith("By share: 6.0")
    assert not place.locator(".widget-controls").is_visible()

"""Two witnesses on the built page: by keyboard, aloud, by address, without scripts, on a narrow phone, on paper."""

import json

import pytest

from studyguide.data import rows
from studyguide.widgets import TwoWitnesses
from tests.conftest import ROOT
from tests.page.test_every_page import DESK
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/two-witnesses.html"
LIVE = "[data-widget=two-witnesses][data-state=live]"


def brought(page):
    page.locator("[data-widget=two-witnesses]").scroll_into_view_if_needed()
    page.wait_for_selector(LIVE)
    return page.locator(LIVE)


@pytest.fixture
def cards(reader):
    visitor = reader(viewport={"width": 390, "height": 844})
    yield brought(visitor.open(NAME))
    assert not visitor.troubles


def words(place):
    return place.locator("[aria-live]").inner_text()


def group(place, name):
    return place.get_by_role("group", name=name)


def test_it_begins_with_two_statements_and_one_question(cards):
    assert cards.locator(".witness:visible").count() == 2
    assert words(cards) == "Card 1 of 10. Next question: Same unit?"
    assert group(cards, "Same unit?").is_visible()
    assert not group(cards, "Same moment?").is_visible()
    assert not cards.get_by_role("heading", name="What the editors can say").is_visible()
    assert not cards.get_by_role("radio", checked=True).count()
    assert "1918" not in cards.locator(".widget-drawing").inner_text()


def test_three_answers_by_keyboard_bring_the_editors_words(cards):
    page = cards.page
    group(cards, "Same unit?").get_by_role("radio", name="No", exact=True).focus()
    page.keyboard.press("Space")
    assert words(cards) == "Card 1 of 10. Same unit? No. Next question: Same moment?"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert words(cards) == (
        "Card 1 of 10. Same unit? No. Same moment? Yes. Who had an interest in it? Both. "
        "What the editors can say stands below."
    )
    editors = cards.locator(".witness-editors")
    assert editors.get_by_text("Your answer: No.").is_visible()
    assert editors.get_by_text("The stenographic report of 1918").is_visible()
    assert "they tell of 1918" in cards.locator("figcaption:visible").inner_text()
    assert not cards.get_by_role("button", name="Show anyway").is_visible()


def test_show_anyway_puts_the_keyboard_at_the_words_and_can_be_taken_back(cards):
    first = words(cards)
    cards.get_by_role("button", name="Show anyway").press("Enter")
    heading = cards.get_by_role("heading", name="What the editors can say")
    assert heading.evaluate("element => element === document.activeElement")
    assert words(cards) == "Card 1 of 10. What the editors can say stands below."
    assert group(cards, "Who had an interest in it?").is_visible()
    cards.get_by_role("button", name="Answer again").press("Enter")
    assert not heading.is_visible()
    assert words(cards) == first


def test_each_card_keeps_its_answers(cards):
    group(cards, "Same unit?").get_by_role("radio", name="Cannot tell").check()
    cards.get_by_role("button", name="Next card").press("Enter")
    assert words(cards) == "Card 2 of 10. Next question: Same unit?"
    assert not cards.get_by_role("radio", checked=True).count()
    cards.get_by_role("button", name="Previous card").press("Enter")
    assert words(cards) == "Card 1 of 10. Same unit? Cannot tell. Next question: Same moment?"
    cards.get_by_role("button", name="Previous card").press("Enter")
    assert words(cards).startswith("Card 10 of 10.")


def test_every_card_can_be_chosen_and_shown(cards):
    choose = cards.get_by_role("combobox", name="Card")
    for number, option in enumerate(choose.locator("option").all(), start=1):
        choose.select_option(option.get_attribute("value"))
        assert words(cards).startswith(f"Card {number} of 10.")
        cards.get_by_role("button", name="Show anyway").click()
        assert cards.locator(".witness-editors dt").count() >= 4


def test_the_card_stands_in_the_address_and_comes_back_and_answers_do_not(reader):
    visitor = reader(viewport=DESK)
    place = brought(visitor.open(NAME))
    group(place, "Same unit?").get_by_role("radio", name="Yes").check()
    assert "?" not in place.page.url
    place.get_by_role("combobox", name="Card").select_option("club")
    group(place, "Same unit?").get_by_role("radio", name="Yes").check()
    assert place.page.url.endswith("?two-witnesses.card=club")
    again = brought(visitor.open(place.page.url.removeprefix(f"{visitor.address}/")))
    assert again.get_by_role("heading", name="The Finnish club, 1920").is_visible()
    assert words(again) == "Card 6 of 10. Next question: Same unit?"
    assert not visitor.troubles


def test_an_address_cannot_ask_for_a_card_that_is_not_there(reader):
    visitor = reader(viewport=DESK)
    place = brought(visitor.open(f"{NAME}?two-witnesses.card=%3Cb%3E&two-witnesses.answers=1"))
    assert words(place) == "Card 1 of 10. Next question: Same unit?"
    assert "%3Cb" not in place.page.url
    assert not visitor.troubles


def test_a_paragraph_leads_to_its_place(cards):
    link = cards.locator(".witness").get_by_role("link", name="S35")
    link.click()
    cards.page.wait_for_url("**/book/sessions/06-three-conventions.html#S35")
    assert cards.page.locator("#S35").is_visible()


def test_controls_are_large_enough_for_a_finger(cards):
    cards.get_by_role("button", name="Show anyway").click()
    controls = cards.locator("input:visible, button:visible, select:visible").all()
    assert len(controls) > 10
    for control in controls:
        box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert box >= 44


def test_a_narrow_phone_stacks_the_statements_and_scrolls_nothing_sideways(reader):
    place = brought(reader(viewport={"width": 320, "height": 640}).open(NAME))
    place.get_by_role("button", name="Show anyway").click()
    first, second = (each.bounding_box() for each in place.locator(".witness:visible").all())
    assert second["y"] >= first["y"] + first["height"]
    assert place.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_desk_sets_the_statements_side_by_side(reader):
    place = brought(reader(viewport=DESK).open(NAME))
    first, second = (each.bounding_box() for each in place.locator(".witness:visible").all())
    assert first["y"] == second["y"]
    assert second["x"] >= first["x"] + first["width"]


def test_without_scripts_a_card_and_the_list_stand_and_the_words_unfold(reader):
    page = reader(java_script_enabled=False).open(NAME)
    still = page.locator("[data-widget=two-witnesses] .widget-static")
    assert still.locator("svg").is_visible()
    assert "13 anarchists" in still.inner_text()
    folded = page.locator("main details, article details").filter(has_text="The children’s decree, 1935")
    assert not folded.get_by_text("A circular of 20 April 1935").is_visible()
    folded.locator("summary").click()
    assert folded.get_by_text("A circular of 20 April 1935").is_visible()


def test_paper_has_what_was_answered_and_no_controls(reader):
    place = brought(reader(viewport=DESK).open(NAME))
    group(place, "Same unit?").get_by_role("radio", name="No", exact=True).check()
    place.page.emulate_media(media="print")
    assert not place.locator("input:visible, button:visible, select:visible").count()
    assert place.locator(".witness:visible").count() == 2
    assert place.get_by_text("Same unit? No.").is_visible()
    assert not place.locator(".witness-editors").is_visible()


def test_it_answers_within_a_frame(cards):
    spent = cards.evaluate(
        """(place) => {
          const inputs = [...place.querySelectorAll('fieldset:first-of-type input')];
          const times = [];
          for (let step = 0; step < 21; step += 1) {
            const start = performance.now();
            inputs[step % inputs.length].click();
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[10];
        }"""
    )
    assert spent < 16


def test_in_jupyter_python_and_the_reader_see_the_same_card_and_nothing_is_linked(browser):
    widget = TwoWitnesses(rows("witnesses", ROOT), places={"S35": "sessions/x.html#S35"})
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(widget.page_state())))
    page.evaluate(LOAD, widget._esm)
    assert not page.locator("a").count()
    page.evaluate("model.from_python('card', 'load')")
    assert page.locator("h3").inner_text() == "Pounds and tons"
    page.get_by_role("radio", name="No", exact=True).first.check()
    assert page.evaluate("model.sent.at(-1).answers") == {"load": {"unit": "no"}}
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()

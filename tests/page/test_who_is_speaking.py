"""Who is speaking, on the static page and as Jupyter's host loads it: chain and quiz."""

import gzip
import json
import re

import pytest

from studyguide.data import rows
from studyguide.data.voices import quotations
from studyguide.widgets import WhoIsSpeaking
from studyguide.widgets.base import ASSETS
from studyguide.widgets.who_is_speaking import shuffled
from tests.page.test_every_page import DESK, PHONE
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/who-is-speaking.html"


@pytest.fixture
def opened(reader):
    """Open the page, with a query, and give the two widgets."""
    visitors = []

    def bring(query="", viewport=PHONE):
        visitor = reader(viewport=viewport)
        visitors.append(visitor)
        page = visitor.open(NAME + query)
        places = page.locator("[data-widget=who-is-speaking]")
        for place in places.all():
            place.scroll_into_view_if_needed()
        page.locator("[data-widget][data-state=live]").nth(1).wait_for()
        return places.nth(0), places.nth(1)

    yield bring
    for visitor in visitors:
        assert not visitor.troubles


def words(place):
    return place.locator("[aria-live]").inner_text()


def right_answers(root, number):
    whole = [each for each in quotations("T128-T143", 60, root) if not each["within"]]
    return [whole[i]["speaker"] for i in shuffled(len(whole), number)]


def test_the_chain_begins_with_all_hands(opened):
    chain, _ = opened()
    assert words(chain).startswith("Sapronov in T129: 13 hands from the speaker to your screen; 3 of them")
    assert chain.locator("ol.hands > li").count() == 13
    assert not chain.locator(".widget-static").is_visible()


def test_a_quotation_chosen_by_keyboard_changes_words_chain_and_link(opened):
    chain, _ = opened()
    picker = chain.get_by_label("Quotation", exact=True)
    before = chain.locator("ol.hands").inner_text()
    picker.focus()
    picker.press("ArrowDown")
    assert words(chain).startswith("Sapronov in T129: ")
    assert "oligarch" in chain.locator("blockquote:visible").inner_text()
    picker.select_option("T54.2")
    assert words(chain).startswith("Lenin in T54: 10 hands")
    assert chain.locator("ol.hands").inner_text() != before
    assert chain.get_by_role("link", name="T54").get_attribute("href") == (
        "../sessions/09-a-party-member-writes-to-lenin.html#T54"
    )


def test_every_quotation_leads_to_its_paragraph(opened, site):
    chain, _ = opened()
    addresses = chain.evaluate(
        """(place) => {
          const select = place.querySelector('select');
          return [...select.options].map((option) => {
            select.value = option.value;
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return place.querySelector('.told a').getAttribute('href');
          });
        }"""
    )
    assert len(addresses) > 150
    for page, identifier in {tuple(address.removeprefix("../").split("#")) for address in addresses}:
        assert f'id="{identifier}"' in (site / "book" / page).read_text(encoding="utf-8")


def test_the_list_is_grouped_by_speaker_or_by_paragraph(opened):
    chain, _ = opened()
    groups = chain.locator("select").first.locator("optgroup")
    labels = [group.get_attribute("label") for group in groups.all()]
    assert labels.count("Lenin") == 1
    by_name = chain.get_by_role("radio", name="by speaker")
    by_name.focus()
    by_name.press("ArrowDown")
    assert groups.first.get_attribute("label") == "T1"
    assert chain.locator("select").first.input_value() == "T129.2"


def test_a_hand_taken_away_says_what_is_still_known(opened):
    chain, _ = opened()
    away = chain.get_by_label("Take one hand away")
    away.select_option("translator")
    assert words(chain).startswith(
        "Sapronov in T129, without hand 7 (The translator): still known: who is said to speak"
    )
    assert "Lost: every word that you read." in words(chain)
    taken = chain.locator("ol.hands > li.is-taken")
    assert "Taken away." in taken.inner_text()
    # It stays away in a chain that has it too, and comes back in one that has not.
    away.select_option("collage")
    chain.get_by_label("Quotation", exact=True).select_option("T139")
    assert "without hand 4" in words(chain)
    chain.get_by_label("Quotation", exact=True).select_option("T12")
    assert words(chain).startswith("Lenin in T12: 9 hands")
    assert away.input_value() == ""


def test_a_setting_stands_in_the_address_and_comes_back_from_it(opened):
    chain, _ = opened()
    assert "?" not in chain.page.url
    chain.get_by_label("Quotation", exact=True).select_option("T139")
    chain.get_by_label("Take one hand away").select_option("newspaper")
    query = chain.page.url.partition("?")[2]
    assert query == "who-is-speaking.quotation=T139&who-is-speaking.taken=newspaper"
    again, _ = opened(f"?{query}")
    assert words(again) == words(chain)
    assert again.get_by_label("Take one hand away").input_value() == "newspaper"


@pytest.mark.parametrize("number", ["1e99", "-3", "2.5", "abc"])
def test_an_address_cannot_ask_for_nonsense(opened, number):
    first = "who-is-speaking.quotation=X1&who-is-speaking.taken=foot&who-is-speaking.order=luck"
    chain, quiz = opened(f"?{first}&who-is-speaking-2.round={number}")
    assert words(chain).startswith("Lenin (probably) in T1: ")
    assert chain.get_by_role("radio", name="by speaker").is_checked()
    assert quiz.get_by_text("Extract 1 of 16").is_visible()


def answer(quiz, name):
    quiz.get_by_role("button", name=name).press("Enter")


def test_the_quiz_can_be_played_by_keyboard_to_its_score(opened, root):
    _, quiz = opened()
    wanted = right_answers(root, 0)
    for number, speaker in enumerate(wanted, start=1):
        assert quiz.get_by_text(f"Extract {number} of 16").is_visible()
        said = "Stalin" if number == 1 else speaker
        answer(quiz, said)
        assert words(quiz).startswith(f"Yes: {speaker}." if said == speaker else f"No, not Stalin: {speaker}.")
        assert "He attacks " in words(quiz)
        assert quiz.locator("[aria-live] a").get_attribute("href").startswith("../sessions/13-")
        onward = quiz.get_by_role("button", name=re.compile("Next extract|To the score"))
        assert onward.evaluate("element => element === document.activeElement")
        onward.press("Enter")
    score = 16 - (wanted[0] != "Stalin")
    assert words(quiz).startswith(f"You recognised {score} of 16.")
    assert quiz.locator("rect.known").count() == score
    assert quiz.locator("table:visible tbody tr").count() == 16


def test_focus_goes_with_the_reader(opened):
    _, quiz = opened()
    answer(quiz, "Bukharin")
    quiz.get_by_role("button", name="Next extract").press("Enter")
    assert quiz.locator("blockquote:visible").evaluate("element => element === document.activeElement")


def test_again_is_another_order_and_the_same_for_everybody(opened, root):
    _, quiz = opened("?who-is-speaking-2.round=7")
    texts = [each["first"] for each in quotations("T128-T143", 60, root) if not each["within"]]

    def play():
        shown = []
        for _ in range(16):
            shown.append(quiz.locator("blockquote:visible").inner_text().strip("“”"))
            answer(quiz, "Stalin")
            quiz.get_by_role("button", name=re.compile("Next extract|To the score")).press("Enter")
        return shown

    assert play() == [texts[i] for i in shuffled(16, 7)]
    quiz.get_by_role("button", name="Again, in another order").press("Enter")
    assert quiz.page.url.endswith("who-is-speaking-2.round=8")
    assert play() == [texts[i] for i in shuffled(16, 8)]


def test_an_extract_shows_no_name_before_the_answer(opened):
    _, quiz = opened()
    assert words(quiz) == ""
    assert not quiz.get_by_role("table").is_visible()
    assert not re.search(r"Pravda|Izvestia|T1\d\d", quiz.locator("blockquote:visible").inner_text())


def test_controls_are_large_enough_for_a_finger(opened):
    for place in opened():
        for control in place.locator("input:visible, button:visible, select:visible").all():
            box = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
            assert box >= 44


def test_it_answers_within_a_frame(opened):
    chain, _ = opened()
    spent = chain.evaluate(
        """(place) => {
          const times = [], select = place.querySelector('select');
          for (const option of [...select.options].slice(0, 20)) {
            select.value = option.value;
            const start = performance.now();
            select.dispatchEvent(new Event('change', { bubbles: true }));
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[10];
        }"""
    )
    assert spent < 16


def test_a_narrow_phone_needs_no_sideways_scrolling(opened):
    chain, quiz = opened(viewport={"width": 320, "height": 640})
    for identifier in ("T129.2", "T115.2", "T84.5", "T76"):
        chain.get_by_label("Quotation", exact=True).select_option(identifier)
        chain.get_by_label("Take one hand away").select_option("file")
        assert chain.page.evaluate("document.documentElement.scrollWidth") <= 320, identifier
    answer(quiz, "Zinoviev")
    assert chain.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_chain_extracts_and_answers_stand(reader):
    page = reader(java_script_enabled=False).open(NAME)
    chain, quiz = page.locator(".widget-static").all()
    for place in (chain, quiz):
        assert place.locator("svg").is_visible()
    assert "Whoever made a computer’s text of it" in chain.locator("table").first.inner_text()
    assert quiz.locator("ol > li:visible").count() == 16
    assert not quiz.get_by_text("Who speaks in each extract").is_visible()
    quiz.get_by_text("The answers").click()
    assert quiz.get_by_text("Who speaks in each extract").is_visible()


def test_on_paper_the_chain_is_drawn_and_its_controls_are_not(reader):
    page = reader(viewport=DESK).open(NAME)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.locator("[data-widget][data-state=live]").nth(1).wait_for()
    page.emulate_media(media="print")
    assert page.locator("ol.hands").is_visible()
    assert page.locator("[data-widget] blockquote:visible").count() == 2
    assert page.locator(".widget-controls:visible").count() == 0


def test_jupyter_moves_the_chain_and_its_paragraph_is_no_link(browser, root):
    spoken = quotations("T128-T143", 8, root)
    widget = WhoIsSpeaking(spoken, hands=rows("hands", root), places={"T128": "sessions/13.html#T128"})
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(widget.page_state())))
    page.evaluate(LOAD, widget._esm)
    assert words(page.locator("body")).startswith("Sapronov in T128: 12 hands")
    assert page.locator("a").count() == 0
    page.evaluate("model.from_python('quotation', 'T129')")
    assert words(page.locator("body")).startswith("Stalin in T129: ")
    page.get_by_label("Take one hand away").select_option("scan")
    assert page.evaluate("model.sent.at(-1).taken") == "scan"
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()


def test_jupyter_follows_the_quiz(browser, root):
    attacks = {row["paragraph"]: row["attacks"] for row in rows("high-court", root)}
    widget = WhoIsSpeaking(quotations("T128-T143", 60, root), part="quiz", attacks=attacks)
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(widget.page_state())))
    page.evaluate(LOAD, widget._esm)
    page.get_by_role("button", name="Stalin").click()
    assert page.evaluate("model.sent.at(-1).guesses") == ["Stalin"]
    page.evaluate("model.from_python('guesses', [])")
    assert page.get_by_role("button", name="Stalin").is_visible()
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()


def test_module_and_state_keep_to_the_budget(reader):
    html = (
        reader(java_script_enabled=False)
        .open(NAME)
        .locator("[data-widget]")
        .evaluate_all("places => places.map((place) => place.outerHTML)")
    )
    source = (ASSETS / "who-is-speaking.js").read_bytes()
    assert b"Math.random" not in source
    for place in html:
        assert len(gzip.compress(source)) + len(gzip.compress(place.encode())) <= 15 * 1024

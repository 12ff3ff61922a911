"""Words: the module counts as Python does; keyboard, address, links and words said, on the page and in Jupyter."""

import json
import re

import pytest

from studyguide.data.words import WHOSE, chosen, corpus, find, per_thousand, words_in
from studyguide.widgets import Words
from tests.page.test_jupyter_host import LOAD, MODEL

NAME = "book/reference/words.html"
PHONE = {"width": 390, "height": 844}
TEN = (
    "anarch",
    "Lenin",
    "terror",
    "factory committee",
    "counter-revolution",
    "peasant",
    "we",
    "it’s",
    "party",
    "Débâcle",
)


@pytest.fixture(scope="module")
def texts(root):
    return corpus(root)


@pytest.fixture
def opened(reader):
    visitors = []

    def opened(address="", **settings):
        visitors.append(reader(viewport=PHONE, **settings))
        page = visitors[-1].open(NAME + address)
        place = page.locator("[data-widget=words]")
        place.scroll_into_view_if_needed()
        page.wait_for_selector("[data-widget=words][data-state=live]")
        return place

    yield opened
    assert not [trouble for visitor in visitors for trouble in visitor.troubles]


def said(place, words):
    place.locator("[aria-live]").get_by_text(words).wait_for()


def look_for(place, word):
    place.get_by_label("Word or phrase").fill(word)
    place.get_by_role("button", name="Count", exact=True).click()


@pytest.fixture(scope="module")
def jupyter(browser, texts):
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(Words(texts).get_state(), default=str)))
    page.evaluate(LOAD, Words(texts)._esm)
    yield page
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("word", TEN)
def test_the_module_counts_as_python_does(jupyter, texts, word, whole):
    for whose in WHOSE:
        for name, value in {"whole": whole, "whose": whose, "among": "STCAER", "word": word}.items():
            jupyter.evaluate("([name, value]) => model.from_python(name, value)", [name, value])
        jupyter.wait_for_function(
            "(word) => document.querySelector('[aria-live]').textContent.startsWith('“' + word)",
            arg=word,
        )
        shown = jupyter.evaluate(
            "[...document.querySelectorAll('tbody tr')].map((row) => [...row.cells].slice(1).map((c) => c.textContent))"
        )
        expected = []
        for text in texts:
            hits, words = len(find(text, word, whole=whole, whose=whose)), words_in(text, whose)
            expected.append([f"{words:,}", f"{hits:,}", per_thousand(hits, words)])
        assert shown == expected, whose
    assert not jupyter.locator(".words-lines a").count(), "a notebook has no pages to lead to"


def test_the_module_quotes_as_the_edition_does(jupyter, texts):
    for name, value in {"whole": True, "whose": "quoted", "among": "T", "word": "freedom"}.items():
        jupyter.evaluate("([name, value]) => model.from_python(name, value)", [name, value])
    hits = find(chosen(texts, "T")[0], "freedom", whole=True, whose="quoted")
    lines = jupyter.locator(".words-lines li").all_inner_texts()
    assert len(lines) == len(hits)
    for line, hit in zip(lines, hits, strict=True):
        assert line.startswith(hit.block)
        assert line.endswith(f"quoted: {hit.speaker}")


def test_it_fetches_nothing_before_it_is_used(opened):
    place = opened()
    asked = "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.endsWith('.txt')).length"
    assert place.page.evaluate(asked) == 0
    assert "119 (21)" in place.locator("table:visible").inner_text()
    with place.page.expect_response("**/downloads/T.txt"):
        place.get_by_label("Word or phrase").focus()


def test_typing_alone_filters_after_a_pause(opened):
    place = opened()
    place.get_by_label("Word or phrase").press_sequentially("terror")
    said(place, "“terror…”: 28 hits: 3 in S, 25 in T and none in C.")
    cells = place.locator("table:visible tbody tr").nth(1).locator("td").all_inner_texts()
    assert cells == ["12,844", "25", "1.9"]
    assert "Fewer than five hits" in place.locator(".widget-assumption").inner_text()
    assert place.locator("svg:visible .own").nth(1).get_attribute("d").count("M") >= 20


def test_enter_and_the_options_work_by_keyboard(opened):
    place = opened()
    box = place.get_by_label("Word or phrase")
    box.fill("we")
    box.press("Enter")
    place.locator("summary").focus()
    place.locator("summary").press("Enter")
    place.get_by_role("radio", name="all words that begin so").focus()
    place.page.keyboard.press("ArrowDown")
    said(place, "“we”: 92 hits")
    place.get_by_role("radio", name="Everybody’s").focus()
    place.page.keyboard.press("ArrowDown")
    place.page.keyboard.press("ArrowDown")
    said(place, "“we”, in quotations: 61 hits: 3 in S, 58 in T and none in C.")
    place.get_by_role("checkbox", name="S, Syndicalists").press("Space")
    said(place, "“we”, in quotations: 58 hits: 58 in T and none in C.")
    assert "quoted" in place.locator("summary").inner_text()


def test_lines_come_by_fifty_and_lead_to_their_paragraphs(opened):
    place = opened()
    look_for(place, "anarch")
    lines = place.locator(".words-lines li")
    lines.first.wait_for()
    assert lines.count() == 50
    place.get_by_role("button", name="Show 50 more lines of 73").click()
    said(place, "Lines 51 to 100 of 123 are shown.")
    place.get_by_role("button", name="Show 23 more lines of 23").click()
    assert lines.count() == 123
    # The button has gone; the focus has not.
    assert lines.nth(100).evaluate("element => element === document.activeElement")
    lines.first.get_by_role("link").click()
    place.page.wait_for_url(re.compile(r"/sessions/\d\d-[^/]+\.html#S\d+$"))
    assert place.page.evaluate("document.querySelector(':target').textContent.toLowerCase().includes('anarch')")


def test_what_looks_alike_is_told_and_not_counted(opened):
    place = opened()
    look_for(place, "counter-revolution")
    said(place, "18 hits: 1 in S, 4 in T and 13 in C.")
    assert "1 with another hyphen or space (such as “counterrevolutionary”)" in place.inner_text()
    look_for(place, "syndicalis")
    said(place, "8 hits")
    assert "70 after a hyphen (such as “Anarcho-Syndicalist”" in place.inner_text()


def test_a_word_that_is_not_there_and_no_text_are_said(opened):
    place = opened()
    look_for(place, "zebra(")
    said(place, "“zebra(…”: no hit in S, T, C.")
    assert not place.locator(".words-lines").is_visible()
    place.locator("summary").click()
    for name in ("S, Syndicalists", "T, Lenin’s Terror", "C, Counter-Revolution"):
        place.get_by_role("checkbox", name=name).click()
    said(place, "Choose at least one text.")


def test_the_address_keeps_word_and_options(opened):
    place = opened()
    assert "?" not in place.page.url
    look_for(place, "freedom")
    place.locator("summary").click()
    place.get_by_role("radio", name="Quoted").click()
    said(place, "“freedom…”, in quotations: 17 hits")
    query = place.page.url.partition("?")[2]
    assert set(query.split("&")) == {"words.word=freedom", "words.whose=quoted"}
    again = opened(f"?{query}")
    said(again, "“freedom…”, in quotations: 17 hits")
    assert again.get_by_label("Word or phrase").input_value() == "freedom"


def test_an_address_cannot_ask_for_nonsense(opened):
    place = opened("?words.word=%3Cb%3E(terror%5B&words.whose=constructor&words.among=SXQ&words.whole=maybe")
    said(place, "“<b>(terror[…”: no hit in S.")
    assert place.locator("summary").inner_text().endswith("whoever says them; S")


def test_texts_that_do_not_come_are_said_and_asked_for_again(reader):
    visitor = reader(viewport=PHONE)
    visitor.page.route("**/downloads/T.txt", lambda route: route.fulfill(body="[Text T: of another age]\n\nNothing"))
    page = visitor.open(f"{NAME}?words.word=terror")
    place = page.locator("[data-widget=words]")
    place.scroll_into_view_if_needed()
    said(place, "The texts could not be loaded.")
    page.unroute("**/downloads/T.txt")
    place.get_by_role("button", name="Count", exact=True).click()
    said(place, "28 hits")


def test_it_answers_within_a_frame(opened):
    place = opened("?words.word=terror")
    said(place, "28 hits")
    spent = place.evaluate(
        """(place) => {
          const box = place.querySelector('input[type=search]');
          return ['a', 'th', 'party', 'we', 'lenin', 'workers', 'of the', 'factory committee', 's'].map((word) => {
            box.value = word;
            const start = performance.now();
            box.form.requestSubmit();
            return performance.now() - start;
          }).sort((a, b) => a - b)[4];
        }"""
    )
    assert spent < 16


def test_fingers_find_every_control_and_a_narrow_phone_needs_no_sideways_scrolling(opened):
    place = opened("?words.word=counter-revolution", has_touch=True, is_mobile=True)
    said(place, "18 hits")
    place.locator("summary").click()
    for control in place.locator("input:visible, button:visible, summary, .words-lines a").all():
        height = control.evaluate("element => (element.closest('label') ?? element).getBoundingClientRect().height")
        assert height >= 44, control.evaluate("element => element.outerHTML")
    place.page.set_viewport_size({"width": 320, "height": 640})
    assert place.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_desk_the_word_stands_in_one_column(opened):
    place = opened("?words.word=terror")
    place.page.set_viewport_size({"width": 1280, "height": 900})
    said(place, "28 hits")
    left = {round(word.bounding_box()["x"]) for word in place.locator(".words-right").all()}
    assert len(left) == 1


def test_without_scripts_a_figure_and_a_table_stand(reader):
    still = reader(java_script_enabled=False).open(NAME).locator("[data-widget=words] .widget-static")
    assert still.locator("svg").is_visible()
    assert "98 (7.6)" in still.locator("table").inner_text()


def test_paper_gets_the_result_without_the_controls(opened):
    place = opened("?words.word=anarch")
    said(place, "123 hits")
    place.page.emulate_media(media="print")
    assert place.locator("table:visible").count() == 1
    assert place.locator(".words-lines li").first.is_visible()
    assert not place.get_by_label("Word or phrase").is_visible()
    assert not place.locator("button:visible").count()

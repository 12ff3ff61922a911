"""Two witnesses, the Python side: the cards, what is refused, the static self, and the table behind them."""

import json
import re

import pytest
import traitlets
from pybtex.database import parse_file

from studyguide.data import rows
from studyguide.data.places import addresses
from studyguide.widgets import TwoWitnesses
from studyguide.widgets.two_witnesses import ANSWERS, EXTRAS, QUESTIONS, WITNESSES
from tests.conftest import ROOT

QUOTED = re.compile(r"“([^”]*)”")


def row(part, **cells):
    filled = {"id": f"a-{part}", "card": "A card", "part": part, "who": "", "text": f"text of {part}", "year": None}
    filled |= {"paragraph": "S33", "citation": "", "source": "", "evidence": "text"}
    if part in WITNESSES:
        filled["who"] = f"who speaks {part}"
    return filled | cells


def card(**changed):
    return [row(part, **changed.get(part, {})) for part in (*WITNESSES, *QUESTIONS, "settle")]


@pytest.fixture(scope="module")
def table():
    return rows("witnesses", ROOT)


@pytest.fixture
def widget(table):
    return TwoWitnesses(table, places=addresses(ROOT))


def test_it_begins_with_the_first_card_unanswered(widget):
    assert len(widget.cards) >= 7
    assert widget.card == widget.cards[0]["id"] == "postal"
    assert (widget.answers, widget.shown) == ({}, [])


def test_it_carries_only_the_places_that_it_needs(widget):
    assert widget.places["S35"].startswith("sessions/06-")
    assert "T1" not in widget.places


def test_only_the_card_goes_into_the_address(widget):
    assert 'data-shared="card"' in widget.page_html()


def test_no_evidence_is_lost_on_the_way(widget, table):
    state = json.dumps(widget.page_state(), ensure_ascii=False)
    assert all(each["text"] in state and each["source"] in state for each in table)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([], "cards: there is none"),
        (card()[:-1], "cards: 'a' has no row for settle"),
        (card(second={"who": ""}), "cards: 'a' does not say who speaks in second"),
        (card(unit={"id": "a-units"}), "cards: the id 'a-units' does not end with its part, 'unit'"),
        (card(unit={"card": "Another"}), "cards: 'a' has two titles"),
    ],
)
def test_rows_that_make_no_card_are_refused(made, words):
    with pytest.raises(traitlets.TraitError, match=re.escape(words)):
        TwoWitnesses(made)


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("card", "nobody", "card: there is no 'nobody'; there are postal"),
        ("answers", {"postal": {"unit": "perhaps"}}, "answers: 'perhaps' is no answer to 'unit' (card 'postal')"),
        ("answers", {"postal": {"verdict": "yes"}}, "answers: 'yes' is no answer to 'verdict'"),
    ],
)
def test_a_bad_value_is_refused_with_its_trait(widget, trait, value, words):
    with pytest.raises(traitlets.TraitError, match=re.escape(words)):
        setattr(widget, trait, value)


def test_a_card_can_be_asked_for(table):
    assert TwoWitnesses(table, card="load").static_html().count("5,000 pounds") >= 1


def test_the_static_self_has_figure_statements_questions_and_folded_words(widget):
    html = widget.static_html()
    assert "<svg aria-hidden" in html
    assert "When it was said: first witness, 1940; second witness, 1920." in html
    assert html.index("more than half the delegates") < html.index("13 anarchists") < html.index("<details>")
    assert all(question in html for question in QUESTIONS.values())
    assert '<a href="../sessions/06-three-conventions.html#S35">S35</a>' in html
    before = html.split("<details>")[0]
    assert "1918</text>" not in before
    assert widget.cards[0]["parts"]["unit"]["text"] not in before


def test_a_witness_without_a_year_has_no_mark():
    html = TwoWitnesses(card(first={"year": 1940})).static_html()
    assert "Second witness: undated" in html
    assert 'class="first"' in html
    assert 'class="second"' not in html


def test_the_list_has_every_card_whole(widget):
    html = widget.listing()._repr_html_()
    assert html.count("<details>") == html.count("<h3>") == len(widget.cards)
    for each in widget.cards:
        for part in WITNESSES | QUESTIONS | {"settle": ""}:
            assert each["parts"][part]["text"] in html


def test_text_stays_text():
    html = TwoWitnesses(card(first={"text": "</script><b>bold", "who": "<i>he"})).page_html()
    assert "<b>bold" not in html.split("<script")[0]
    assert "<i>he" not in html.split("<script")[0]
    assert html.count("</script>") == 1


def test_both_sides_name_the_same_parts_and_answers():
    source = TwoWitnesses._esm if isinstance(TwoWitnesses._esm, str) else str(TwoWitnesses._esm)
    for label in (*WITNESSES.values(), *QUESTIONS.values(), *EXTRAS.values()):
        assert f'"{label}"' in source
    for answer in {answer for answers in ANSWERS.values() for answer in answers}:
        assert re.search(rf"\b{answer}: \"", source)


def test_what_a_witness_says_in_the_pamphlet_stands_there(table, edition):
    def plain(text):
        return re.sub(r"[“”‘’]", "'", text)

    checked = 0
    for each in table:
        if each["part"] in WITNESSES and not each["citation"]:
            text = plain(" ".join(block.text for name in each["paragraph"].split() for block in edition.range(name)))
            for piece in re.split(r"…,?", plain(each["text"][1:-1])):
                assert piece.strip() in text, f"{each['id']}: {piece!r}"
            checked += 1
    assert checked >= 10


def test_the_year_of_a_witness_is_that_of_the_work(table):
    works = parse_file(str(ROOT / "book/references.bib")).entries
    for each in table:
        if each["part"] == "second" and each["citation"]:
            year = works[each["citation"]].fields["year"]
            assert each["year"] == (int(year) if year.isdigit() else None), each["id"]


def test_words_of_a_work_are_words_that_the_course_quotes_already(table):
    """No quotation enters by this table: each was checked where the course first printed it."""
    places = [*(ROOT / "book/sessions").glob("*.md"), *(ROOT / "exercises").glob("*.yml")]
    known = " ".join(" ".join(path.read_text(encoding="utf-8") for path in places).split()).replace("‘", "“")
    for each in table:
        if each["part"] == "second" and each["citation"]:
            for quoted in QUOTED.findall(each["text"]):
                assert quoted in known, f"{each['id']}: {quoted}"

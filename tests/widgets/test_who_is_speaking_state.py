"""Who is speaking, Python's side: the chain of each quotation, the order of each round, the static self."""

import json
import re

import pytest
import traitlets

from studyguide.data import rows
from studyguide.data.voices import opening, quotations
from studyguide.widgets import WhoIsSpeaking
from studyguide.widgets.who_is_speaking import shuffled, steps


@pytest.fixture(scope="module")
def hands(root):
    return rows("hands", root)


@pytest.fixture(scope="module")
def spoken(root):
    return quotations("T", 8, root)


@pytest.fixture
def chain(spoken, hands):
    return WhoIsSpeaking(spoken, hands=hands, quotation="T129.2", places={"T129": "sessions/13.html#T129"})


@pytest.fixture
def quiz(root):
    attacks = {row["paragraph"]: row["attacks"] for row in rows("high-court", root)}
    return WhoIsSpeaking(quotations("T128-T143", 60, root), part="quiz", attacks=attacks)


def hands_of(identifier, spoken, hands):
    return [hand for hand, _ in steps(next(each for each in spoken if each["id"] == identifier), hands)]


def test_quotations_are_plain_short_and_told_apart(root):
    found = quotations("T", root=root)
    assert json.loads(json.dumps(found)) == found
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        assert len(each["first"].removesuffix(" […]").split()) <= 25
        assert each["first"].endswith(" […]") == (each["words"] > 25), each["id"]
        assert not re.match("“", each["first"]), each["id"]


def test_a_whole_quotation_loses_the_marks_around_it(root):
    found = {each["id"]: each["first"] for each in quotations("T63", 99, root)}
    assert found["T63"].startswith("For anti-party")
    assert found["T63"].endswith("February 22, 1922")


def test_what_we_leave_out_is_marked_by_brackets():
    assert opening("one two three", 2) == "one two […]"
    assert opening("one two", 2) == "one two"


def test_every_quotation_of_t_has_a_chain_without_a_hand_twice(spoken, hands):
    for each in spoken:
        found = [hand for hand, _ in steps(each, hands)]
        assert (found[0], found[-1]) == ("speaker", "author"), each["id"]
        assert len(found) == len(set(found)), each["id"]
        assert len(found) - ("record" in found) == 1 + len(each["via"]), each["id"]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("T129.2", ["speaker", "retelling", "record", "newspaper", "collage", "author"]),  # told in another’s speech
        ("T134", ["speaker", "record", "collage", "author"]),  # no newspaper is named
        ("T18", ["speaker", "record", "author"]),  # a speech
        ("T12", ["speaker", "author"]),  # an article
        ("T27.4", ["speaker", "record", "author"]),  # “before the convention had passed its decision”: still a speech
        ("T45.3", ["speaker", "miasnikov", "author"]),  # the hearer wrote it down himself
        ("T82", ["speaker", "newspaper", "author"]),  # a verdict
    ],
)
def test_the_hand_that_wrote_speech_down_stands_where_speech_ends(spoken, hands, identifier, expected):
    assert hands_of(identifier, spoken, hands) == expected


def test_a_hand_that_the_table_does_not_know_is_named(spoken, hands):
    stranger = {**spoken[0], "via": ["A friend", "Maximoff"]}
    with pytest.raises(ValueError, match=r"no row has a name for 'A friend'; add it to the column 'names'"):
        steps(stranger, hands)


def test_the_last_hands_are_the_same_for_all(chain, spoken):
    after = [hand["hand"] for hand in chain.hands if hand["stands"] == "after"]
    assert after == ["translator", "publisher", "reprint", "file", "pamphlet", "scan", "edition"]
    for identifier in ("T1", "T58", "T143"):
        chain.quotation = identifier
        assert [hand["hand"] for hand in chain.chain()][-7:] == after


def test_a_speaker_who_is_only_probable_is_not_shown_as_named(chain):
    assert chain.chain()[0]["named"] == "text"
    chain.quotation = "T1"
    assert chain.chain()[0]["label"] == "Lenin (probably)"
    assert chain.chain()[0]["named"] == "nobody"


@pytest.mark.parametrize(
    ("trait", "value"),
    [("quotation", "T999"), ("order", "by luck"), ("taken", "foot"), ("round", -1), ("part", "song")],
)
def test_a_bad_value_is_refused_with_its_name(chain, trait, value):
    with pytest.raises(traitlets.TraitError, match=f"^{trait}: "):
        setattr(chain, trait, value)


def test_what_a_part_needs_is_asked_for(spoken, root):
    with pytest.raises(ValueError, match="hands: the chain needs"):
        WhoIsSpeaking(spoken)
    with pytest.raises(ValueError, match="quotations: there must be at least one"):
        WhoIsSpeaking([], part="quiz")
    with pytest.raises(ValueError, match="attacks: nothing is said of T128, T129"):
        WhoIsSpeaking(quotations("T128-T129", 60, root), part="quiz", attacks={})


def test_the_static_chain_has_every_hand_in_figure_and_table(chain):
    html = chain.static_html()
    figure, shown, without = html.split("<table")
    for hand in chain.chain():
        assert hand["label"].split(",")[0].split(" for ")[0] in figure
        assert hand["label"] in shown
        assert hand["change"] in shown
        assert hand["unknown"][1:] in shown
        assert hand["still"] in without
        assert hand["lost"] in without
    assert '<svg role="img" aria-label="A chain of 13 hands: Sapronov (named in the text), Stalin' in html


def test_the_quiz_shows_sixteen_extracts_without_their_speakers(quiz):
    assert len(quiz.extracts) == 16
    assert len({extract["speaker"] for extract in quiz.extracts}) == 7
    for extract in quiz.extracts:
        assert extract["speaker"] not in extract["text"]
        assert "No. " not in extract["text"]
        assert len(extract["text"].removesuffix(" […]").split()) <= 60
    questions = re.search(r"<ol>(.*)</ol>", quiz.static_html(), re.DOTALL)[1]
    assert questions.count("<li>") == 16


def test_the_speakers_own_name_is_taken_out_of_his_words():
    extract = {
        "paragraph": "T1",
        "speaker": "Radek",
        "first": "I, Radek, say so",
        "via": ["“Pravda”, No. 1", "Maximoff"],
        "within": False,
    }
    (shown,) = WhoIsSpeaking([extract], part="quiz", attacks={"T1": "nobody"}).extracts
    assert shown["text"] == "I, [the speaker], say so"


def test_names_in_what_is_attacked_stand_in_the_extract(edition, root):
    spellings = {"Trotsky": "Trotzky"}
    names = re.compile(r"Kamenev|Preobrazhensky|Sapronov|Trotsky|Drobnis|Radek|Piatakov|Bielenky")
    for row in rows("high-court", root):
        for name in names.findall(row["attacks"]):
            assert spellings.get(name, name) in edition.block(row["paragraph"]).text, row["paragraph"]
        for words in re.findall("“(.*?)”", row["attacks"]):
            assert words.lower() in edition.block(row["paragraph"]).text.lower(), words


def test_rounds_are_orders_that_stay(quiz):
    orders = [tuple(shuffled(16, number)) for number in range(50)]
    assert all(sorted(order) == list(range(16)) for order in orders)
    assert len(set(orders)) == 50
    assert len({order[0] for order in orders}) > 8
    assert orders[0] == tuple(shuffled(16, 0))
    before = quiz.static_html()
    quiz.round = 1
    assert quiz.static_html() != before

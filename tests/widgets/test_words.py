"""Words: the counting in Python, the widget's two states, and its static self."""

import json
import re

import pytest
import traitlets
import yaml

from studyguide.data.words import borders, corpus, find, fold, per_thousand, wanted, words_in
from studyguide.edition import imprint
from studyguide.edition.exports import plain_text
from studyguide.widgets import Words

SMALL = {
    "siglum": "S",
    "title": "Small",
    "blocks": [
        {"id": "", "text": "The word of a title", "quoted": []},
        {"id": "S1", "text": "The word, a Word’s worth: “in a word” is word-play.", "quoted": [[27, 36, "Somebody"]]},
        {"id": "S2", "text": "In every\nsword a cafeword; Café words", "quoted": []},
    ],
}
PLACES = {"S1": "sessions/01-one.html#S1", "S2": "sessions/02-two.html#S2"}


@pytest.fixture(scope="module")
def texts(root):
    return {text["siglum"]: text for text in corpus(root)}


def starts(query, **options):
    return [(hit.block, hit.start) for hit in find(SMALL, query, **options)]


def test_words_are_found_at_their_beginning_and_only_in_numbered_paragraphs():
    assert starts("word") == [("S1", 4), ("S1", 12), ("S1", 32), ("S1", 41), ("S2", 32)]


def test_a_whole_word_has_nothing_after_it_but_a_possessive():
    assert starts("word", whole=True) == [("S1", 4), ("S1", 12), ("S1", 32)]
    assert starts("word-play", whole=True) == [("S1", 41)]


def test_quoted_words_are_told_from_the_writers_own():
    assert starts("word", whose="quoted") == [("S1", 32)]
    assert [hit.speaker for hit in find(SMALL, "word", whose="quoted")] == ["Somebody"]
    assert ("S1", 32) not in starts("word", whose="own")
    assert words_in(SMALL, "quoted") == 3
    assert words_in(SMALL) == words_in(SMALL, "own") + words_in(SMALL, "quoted") == 17


def test_case_accents_line_ends_and_signs_at_the_ends_make_no_difference():
    assert starts("CAFE", whole=True) == starts("“Cafe\u0301”…", whole=True) == [("S2", 27)]
    assert starts("every sword") == [("S2", 3)]
    assert wanted(" –– ") == ""
    assert starts("––") == []
    assert len(fold("Ünïcodé ‘it’s’ İß")) == len("Ünïcodé ‘it’s’ İß")


@pytest.mark.parametrize(
    ("hits", "words", "rate"),
    [(4, 1000, "–"), (5, 1000, "5.0"), (13, 984, "13"), (9_940, 10**6, "9.9"), (9_950, 10**6, "10")],
)
def test_a_rate_is_given_as_its_count_can_bear(hits, words, rate):
    assert per_thousand(hits, words) == rate


def test_sessions_begin_where_their_first_paragraph_does():
    first = len(SMALL["blocks"][1]["text"])
    assert borders(SMALL, PLACES) == [(0, "1"), (first / (first + len(SMALL["blocks"][2]["text"])), "2")]


def test_the_counts_are_those_printed_in_session_14(texts, root):
    records = yaml.safe_load((root / "exercises/14-what-is-a-counter-revolution.yml").read_text(encoding="utf-8"))
    prompt = next(each["prompt"] for each in records["exercises"] if each["id"] == "14-words-counted")
    rows = [[cell.strip() for cell in line.strip(" |").split("|")] for line in prompt.splitlines() if line[:1] == "|"][
        2:
    ]
    assert len(rows) == 6
    for label, *printed in rows:
        for siglum, value in zip("STC", printed, strict=True):
            if label.startswith("words in all"):
                counted = round(words_in(texts[siglum]), -1)
            else:
                counted = len(find(texts[siglum], label))
                # The editors’ count takes in the one “counterrevolutionary” without a hyphen (T114).
                counted += len(find(texts[siglum], "counterrevolution")) if label.startswith("counter-") else 0
            assert counted == int(value.replace(",", "")), (label, siglum)


def test_the_published_texts_are_those_whose_lengths_the_page_knows(edition, texts):
    for chosen in imprint.selections(edition)[1:]:
        pieces = re.split(r"\n\n+", plain_text(chosen).strip())
        first = next(i for i, piece in enumerate(pieces) if piece.startswith(f"[Text {chosen.name}:")) + 1
        found = [piece for piece in pieces[first:] if not piece.startswith("[Described, not reproduced:")]
        assert found == [block["text"] for block in texts[chosen.name]["blocks"]]
        assert max(map(ord, "".join(found))) < 0x10000, "a browser would count this letter as two"


def test_jupyter_gets_the_texts_and_the_page_only_their_lengths():
    widget = Words([SMALL], places=PLACES)
    assert widget.get_state()["texts"][0]["blocks"][2]["text"].startswith("In every")
    html = widget.page_html()
    state = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1])
    assert state["texts"][0]["blocks"][1] == {"id": "S1", "length": 51, "quoted": [[27, 36, "Somebody"]]}
    assert "sword" not in html
    assert 'data-shared="word whole whose among"' in html


def test_the_static_self_is_a_figure_and_a_table_of_the_same_counts(texts):
    html = Words(list(texts.values())).static_html()
    assert "<svg role=" in html
    assert re.search(r">anarch…</th><td>119 \(21\)</td><td>4</td><td>0</td>", html)
    assert re.search(r">words in all</th><td[^>]*>5,589</td><td[^>]*>12,844</td><td[^>]*>984</td>", html)


@pytest.mark.parametrize(("trait", "value"), [("word", "x" * 61), ("whose", "mine"), ("among", "SX")])
def test_a_bad_value_is_refused_with_its_name(trait, value):
    with pytest.raises(traitlets.TraitError, match=f"^{trait}: "):
        Words([SMALL], **{trait: value})

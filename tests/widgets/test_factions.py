"""The factions: the table of ties against the texts and the records of names, and the widget's Python side."""

import json
import re

import pytest
import traitlets

from studyguide.data import rows
from studyguide.data.places import addresses
from studyguide.widgets import Factions
from studyguide.widgets.faction_names import GROUPS, OWN_GROUPS, PEOPLE
from studyguide.widgets.factions import KINDS, SHAPES, phrase

NOT_NAMED = {
    # The paragraph speaks of them without the name that the records know.
    ("miasnikov-member-workers-opposition", "workers-opposition"),  # the list of signers, not the paragraph
    ("paniushkin-punished-committee", "party-central-committee"),  # doubtful: who expelled him
    ("paniushkins-party-punished-committee", "party-central-committee"),  # doubtful: who had them arrested
    ("paniushkins-party-opposed-workers-opposition", "workers-peasants-socialist-party"),  # “the new ‘party’”
    ("zinoviev-opposed-miasnikov", "miasnikov"),  # he speaks himself
    ("bogdanov-punished-dzerzhinsky", "dzerzhinsky"),  # the cited work
    ("opposition-1923-opposed-three", "left-opposition"),  # “Trotzky and other party leaders”
    ("sapronov-member-opposition-1923", "left-opposition"),  # “the oppositionists”
    ("kamenev-opposed-opposition-1923", "left-opposition"),  # “the oppositionists”
}


@pytest.fixture(scope="module")
def ties(root):
    return rows("factions", root)


@pytest.fixture
def widget(ties):
    return Factions(ties, {"T31": "sessions/08.html#T31", "T1": "sessions/08.html#T1"})


def test_every_tie_stands_in_a_paragraph_that_names_both_ends(ties, edition):
    missing = set()
    for tie in filter(lambda tie: tie["paragraph"], ties):
        named = {name for part in tie["paragraph"].split() for block in edition.range(part) for name in block.names}
        for one in {tie["from"], tie["to"]} - named - set(OWN_GROUPS):
            missing.add((tie["id"], one))
    assert missing == NOT_NAMED


def test_people_and_groups_are_those_of_the_records(edition):
    records = edition.names.records
    assert all(records[one].group == "people" for one in PEOPLE)
    assert all(records[one].group == "organisations" for one in GROUPS if one not in OWN_GROUPS)
    assert not [one for one in OWN_GROUPS if one in records]


def test_everybody_has_a_tie_and_every_tie_is_drawable(ties):
    named = {one for tie in ties for one in (tie["from"], tie["to"])}
    assert named == {*PEOPLE, *GROUPS}
    assert {tie["kind"] for tie in ties} == set(KINDS) == set(SHAPES)


def test_what_a_tie_rests_on_agrees_with_its_certainty(ties):
    for tie in ties:
        text, work = bool(tie["paragraph"]), bool(tie["citation"])
        if tie["certainty"] != "doubtful":
            wants = {"cited work": (False, True), "text and cited work": (True, True), "Maximoff": (True, False)}
            assert (text, work) == wants.get(tie["certainty"], (True, work)), tie["id"]
        assert (tie["ends"] or 9999) > (tie["begins"] or 0), tie["id"]
        assert tie["from"] != tie["to"]


def test_words_in_quotation_marks_stand_in_the_paragraphs(ties, edition):
    """Only where the pamphlet alone is the source: a cited work may be quoted too."""
    for tie in ties:
        if tie["citation"] or not tie["paragraph"]:
            continue
        blocks = [block for part in tie["paragraph"].split() for block in edition.range(part)]
        text = re.sub(r"[“”‘’]", "", " ".join(block.text for block in blocks)).casefold()
        for quoted in re.findall(r"“([^”]+)”", tie["text"]):
            assert re.sub(r"[“”‘’]", "", quoted).rstrip(".").casefold() in text, f"{tie['id']}: {quoted}"


def test_those_on_more_than_one_side(widget):
    assert set(widget.both) == {"tomsky", "artem", "trotsky", "bukharin", "shliapnikov", "kiselev"}


def test_a_choice_and_a_year_leave_their_ties(widget):
    assert len(widget.shown()) == len(widget.ties)
    widget.chosen = "artem"
    assert [(tie["to"], tie["kind"]) for tie in widget.shown()] == [
        ("group-of-ten", "member"),
        ("party-central-committee", "punished"),
    ]
    widget.year = 1922
    assert widget.shown() == []
    widget.chosen = "shliapnikov"
    assert {tie["kind"] for tie in widget.shown()} == {"member", "opposed", "punished"}
    widget.mixed, widget.chosen = True, "mitin"
    assert widget.shown() == []


def test_what_comes_later_is_shown_with_all_years_only(widget):
    later = [tie for tie in widget.shown() if not tie["begins"] or tie["begins"] > 1923]
    assert {tie["kind"] for tie in later} >= {"executed", "opposed"}
    for year in (1920, 1921, 1922, 1923):
        widget.year = year
        assert not [tie for tie in widget.shown() if tie in later]


@pytest.mark.parametrize(("trait", "value"), [("year", 1919), ("year", 1924), ("chosen", "rasputin")])
def test_a_bad_value_is_refused_with_its_name(widget, trait, value):
    with pytest.raises(traitlets.TraitError, match=f"^{trait}: "):
        setattr(widget, trait, value)


@pytest.mark.parametrize("change", [{"from": "rasputin"}, {"to": "duma"}, {"kind": "liked"}, {"citation": "no-work"}])
def test_a_row_that_cannot_be_drawn_is_named(ties, change):
    with pytest.raises(KeyError, match=next(iter(change.values()))):
        Factions([{**ties[0], **change}])


def test_the_page_gets_a_figure_and_every_tie_in_words(widget, ties):
    html = widget.page_html()
    assert '<svg role="img" aria-label="A matrix of 31 people and 13 groups.' in html
    assert html.count('<tr><th scope="row">') == len(ties)
    assert "Artem belonged to or signed for Lenin’s Ten" in html
    assert "T23–T28; T92; Lenin, 9 March 1921" in html
    state = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1])
    assert state["places"] == {"T31": "sessions/08.html#T31"}
    assert {"chosen", "year", "mixed"} <= state.keys()


def test_names_have_their_article_inside_a_sentence():
    assert phrase("workers-opposition") == "the Workers’ Opposition"
    assert phrase("triumvirate") == "the three of 1923"
    assert [phrase(one) for one in ("group-of-ten", "workers-truth", "lenin")] == [
        "Lenin’s Ten",
        "Workers’ Truth",
        "Lenin",
    ]


def test_each_first_paragraph_has_a_place(ties, root):
    known = addresses(root)
    first = {part.split("-")[0] for tie in ties for part in tie["paragraph"].split()}
    assert first
    assert first <= known.keys()

"""The edition as it stands: parts, ids, pages, and what a reader must find in it."""

import re
from itertools import pairwise

import pytest

from studyguide.edition import StructureError, UnknownParagraphError, load_edition
from tests.conftest import copy_edition


def test_the_parts_in_their_order(edition):
    order = [block.siglum for block in edition.blocks]
    assert "".join(dict.fromkeys(order)) == "AERSTC"
    assert order == sorted(order, key="AERSTC".index)


def test_ids_are_counted_without_a_gap(edition):
    for siglum in "AERSTC":
        numbered = [block.id for block in edition.part(siglum) if not block.is_heading]
        assert numbered == [f"{siglum}{n}" for n in range(1, len(numbered) + 1)]


def test_every_line_of_text_lies_in_one_block(edition):
    for one, other in pairwise(edition.blocks):
        assert one.lines[1] <= other.lines[0]


def test_headings_of_the_first_work(edition):
    headings = [block.text for block in edition.part("S") if block.kind == "heading"]
    assert headings == [
        "Grand Struggle",
        "‘Centralism via Federalism’",
        "After October",
        "Workers’ Control",
        "Factory Committees",
        "Seizure of Enterprises",
        "Spontaneous Syndicalism",
        "Factory Committees v Trade Unions",
        "Sweep of Movement",
        "Factory Committees Subordinated",
        "Capture of Trade Unions",
        "Centralisation and Terror",
    ]


def test_pages_run_through_from_nine_to_seventy_seven(edition):
    pages = [turn.page for block in edition.blocks if block.siglum in "STC" for turn in block.breaks]
    assert pages == list(range(9, 78))


def test_pages_that_are_not_known_are_not_invented(edition):
    assert edition.block("A8").page is None
    assert edition.block("E1").page is None


@pytest.mark.parametrize(
    ("identifier", "page", "opening"),
    [
        ("S1", 9, "The Revolution shook"),
        ("S33", 23, "Before the First All-Russian"),
        ("T1", 31, "Taking as point of departure"),
        ("T49", 46, "“It stands to reason,”"),
        ("T127", 69, "Gourov’s reaction"),
        ("C1", 74, "Until recently"),
        ("C13", 77, "The process of disillusionment"),
    ],
)
def test_a_paragraph_is_where_it_should_be(edition, identifier, page, opening):
    block = edition.block(identifier)
    assert block.page == page
    assert block.text.startswith(opening)


def test_no_trace_of_the_page_is_left_in_the_text(edition):
    for block in edition.blocks:
        assert not re.search(r"[\"_~]|--| {2}|\.\.|^\s|\s$", block.text), block.id
        assert block.kind == "verse" or "\n" not in block.text


def test_speakers_are_told(edition):
    speakers = {block.speaker for block in edition.part("T") if block.speaker}
    assert speakers == {"Sapronov", "Stalin", "Preobrazhensky", "Bukharin", "Kamenev", "Ossinsky", "Zinoviev"}


def test_an_entry_knows_its_paragraph(edition):
    places = {record["id"]: record["paragraph"] for record in edition.ledger_as_json()}
    assert places["T.1182"] == "T2"
    assert places["T.1911"] == "T52"  # it ends one paragraph and begins the next


def test_a_range_brings_its_headings(edition):
    assert [block.id for block in edition.range("S4-S5")] == ["S-grand-struggle", "S4", "S5"]
    assert [block.id for block in edition.range("S5")] == ["S5"]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("S99", "there is no paragraph S99: text S has S1 to S48"),
        ("X1", "there is no text X"),
        ("S5-S4", "runs backwards"),
        ("S", "is no reference to paragraphs; write S12, or S12-S15"),
    ],
)
def test_a_wrong_reference_says_what_is_right(edition, spec, message):
    with pytest.raises(UnknownParagraphError, match=message):
        edition.range(spec)


def test_an_unknown_siglum_says_what_is_right(edition):
    with pytest.raises(ValueError, match="the sigla are A, E, R, S, T, C"):
        edition.part("Z")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: byline", "kind: biline", "'biline' is none of title, byline"),
        ("first: 1162", "first: 1100", "part T begins before part S ends"),
        ("    first_page: 9\n", "", "a wrong or a missing field"),
    ],
)
def test_bad_structure_is_named(tmp_path, old, new, message):
    copy_edition(tmp_path)
    path = tmp_path / "book/texts/structure.yml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(StructureError, match=message):
        load_edition(tmp_path)

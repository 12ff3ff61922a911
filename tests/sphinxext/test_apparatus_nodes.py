"""The apparatus on the page: signs, voices, the lists, the comparison, and the data that the scripts read."""

import json

import pytest

from studyguide.edition import exports
from studyguide.sphinxext import apparatus
from studyguide.sphinxext.render import shown

PASSAGE = "# Page\n\n```{passage} %s\n```\n"


def data_of(page):
    return json.loads(page.find("script", id="edition-data").string)


def test_an_emendation_has_its_sign_and_keeps_the_text_whole(build, edition):
    page = build({"one": PASSAGE % "T1-T4"}).page("one")
    reading = page.find("span", attrs={"data-entry": "T.1182"})
    assert reading["class"] == ["reading", "reading-emended"]
    assert reading["data-printed"] == "slavehoding"
    assert reading.get_text() == "slaveholding"
    assert reading.a["aria-label"] == "Emendation: printed “slavehoding”"
    assert page.find(id="T2").get_text() == edition.block("T2").text


def test_a_query_has_its_own_sign(build):
    page = build({"one": PASSAGE % "S44"}).page("one")
    reading = page.find("span", class_="reading-query")
    assert reading.get_text() == "5,000 pounds (801 tons)"
    assert not reading.has_attr("data-printed")


def test_silent_changes_have_no_sign(build, edition):
    silent = [entry.id for entry in edition.ledger if entry.is_silent and entry.siglum == "C"]
    page = build({"one": PASSAGE % "C1-C14"}).page("one")
    assert silent
    assert not [entry for entry in silent if page.find(attrs={"data-entry": entry})]


def test_a_changed_paragraph_break_is_signed_but_not_swapped(build):
    page = build({"one": PASSAGE % "T69-T71"}).page("one")
    reading = page.find("span", attrs={"data-entry": "T.2118"})
    assert not reading.has_attr("data-printed")


def test_the_line_above_a_quotation_says_who_speaks_and_through_whose_hands(build):
    page = build({"one": PASSAGE % "T114-T116"}).page("one")
    lines = [" ".join(line.get_text().split()) for line in page.find_all("p", class_="voices")]
    assert lines[0].startswith("The G. P. U.")
    assert lines[0].endswith("Maximoff")
    assert [line.rsplit(" ", 2)[-2:] for line in lines[1:]] == [["goes", "on"], ["goes", "on"]]


def test_quoted_words_inside_a_paragraph_are_told_from_the_authors(build, edition):
    page = build({"one": PASSAGE % "T12"}).page("one")
    quoted = " ".join(span.get_text() for span in page.find(id="T12").find_all(class_="quoted"))
    assert "The bitter truth should be faced courageously" in quoted
    assert "he wrote in the article" not in quoted


def test_a_doubtful_speaker_has_an_editors_note(build):
    page = build({"one": PASSAGE % "T9"}).page("one")
    note = page.find("details", class_="voice-note")
    assert note.summary.get_text().startswith("Editors’ note: ")
    assert not note.has_attr("open")


def test_the_list_has_every_entry_that_is_shown_with_its_place(build, edition):
    page = build({"one": PASSAGE % "T1-T145", "list": "# List\n\n```{apparatus}\n```\n"}).page("list")
    rows = page.select("table.apparatus-list tbody tr")
    expected = [each.entry.id for block in edition.blocks for each in shown(block)]
    assert [row["id"] for row in rows] == expected
    row = page.find(id="T.1182")
    assert row["data-kind"] == "emendation"
    assert row.a["href"] == "one.html#T2"
    assert [cell.get_text() for cell in row.find_all("td")[:2]] == ["slavehoding", "slaveholding"]


def test_silent_changes_are_counted(build, edition):
    page = build({"one": "# Page\n\n```{silent-changes}\n```\n"}).page("one")
    total = page.find("table").find_all("tr")[-1].find_all("td")[-1].get_text()
    assert int(total.replace(",", "")) == sum(number for *_, number in edition.silent_counts()) > 3000


def test_every_block_can_be_compared_with_its_lines(build, edition):
    page = build({"one": PASSAGE % "T1-T145", "two": "# Two\n\n```{compare} T\n```\n"}).page("two")
    place = page.find(id="scan-T2")
    scan, edited = place.select_one(".scan pre").get_text(), place.select_one(".edited").get_text()
    assert scan.splitlines()[1] == "1182 high school boy knows) the slavehoding democracy of"
    assert edited == edition.block("T2").text
    assert place.a["href"] == "one.html#T2"
    assert len(page.select(".compare")) == len(edition.part("T"))


def test_a_name_lists_its_spellings_and_paragraphs(build, edition):
    page = build({"one": PASSAGE % "T1-T145", "two": "# Two\n\n```{names} people\n```\n"}).page("two")
    place = page.find(id="name-stalin")
    assert "Stalin" in place.find(class_="spellings").get_text()
    links = [link["href"] for link in place.find(class_="paragraphs").find_all("a")]
    assert "one.html#T129" in links
    assert len(links) == sum("stalin" in block.names for block in edition.paragraphs)


def test_an_unknown_kind_of_names_is_answered(build):
    warnings = build({"one": "# Page\n\n```{names} animals\n```\n"}).warnings
    assert "{names} animals: the kinds are people, organisations, papers, places" in warnings


def test_the_page_knows_its_paragraphs_entries_and_names(build):
    page = build({"one": PASSAGE % "T1-T2", "two": "# Two\n"})
    data = data_of(page.page("one"))
    assert set(data["paragraphs"]) == {"T1", "T2"}
    assert data["paragraphs"]["T2"]["pages"] == "31"
    assert "T.1182" in data["paragraphs"]["T2"]["entries"]
    assert data["entries"]["T.1182"]["adopted"] == "slaveholding"
    assert data["parts"] == {"T": {"author": "Gregory Maximoff", "title": "Lenin’s Terror Within the Party"}}
    assert "lenin" in data["names"]
    assert page.page("two").find("script", id="edition-data") is None


@pytest.mark.parametrize("spec", ["S1-S48", "T1-T145"])
def test_marks_never_change_the_words(build, edition, spec):
    page = build({"one": PASSAGE % spec}).page("one")
    for block in edition.range(spec):
        if not block.is_heading:
            assert page.find(id=block.id).get_text().strip() == block.text


def test_the_forms_that_are_offered_are_those_that_are_written():
    assert set(apparatus.FORMS) == set(exports.FORMS)

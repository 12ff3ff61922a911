"""Exercises, self-checks and stops on a page, and the facilitator's view."""

import shutil

import pytest

from tests.conftest import ROOT

NAME = "05-counting-a-movement"
PAGE = "# 5. Counting\n\n{.opening-question}\nHow many?\n\n```{at-a-glance}\n```\n\n```{passage} S26-S33\n```\n\n"


@pytest.fixture
def book(build, tmp_path):
    """Build a small book with the records of one session, without citations."""
    folder = tmp_path / "source" / "exercises"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "exercises/schema.json", folder)
    text = (ROOT / "exercises" / f"{NAME}.yml").read_text(encoding="utf-8")
    (folder / f"{NAME}.yml").write_text(text.replace("{cite}", "{literal}"), encoding="utf-8")
    shutil.copytree(ROOT / "book/texts", tmp_path / "source/book/texts")
    shutil.copytree(ROOT / "book/data/names", tmp_path / "source/book/data/names")
    return build


def first(kind):
    import yaml

    return yaml.safe_load((ROOT / "exercises" / f"{NAME}.yml").read_text(encoding="utf-8"))[kind][0]


def test_an_exercise_has_its_id_and_keeps_its_answers_closed(book):
    record = first("exercises")
    built = book({NAME: f"{PAGE}## Exercises\n\n```{{exercise}} {record['id']}\n```\n"})
    shown = built.page(NAME).select_one(f"[data-exercise='{record['id']}']")
    assert shown["id"] == record["id"]
    assert shown.h3.get_text().startswith(f"Exercise 5.1. {record['title']}")
    assert [each.summary.get_text() for each in shown.select("details")] == [
        "Hint",
        "What a strong answer does",
        "Considerations, for when you have tried",
    ]
    assert not shown.select("details[open]")
    assert len(shown.select(".considerations li")) == len(record["considerations"])


def test_a_passage_has_its_stops_and_leads_to_what_is_asked(book):
    built = book({NAME: PAGE})
    page = built.page(NAME)
    stop = first("stops")
    shown = page.find(id=stop["id"])
    assert shown["role"] == "note"
    assert shown.find_previous(class_="block-number").get_text() == stop["after"]
    links = {link["href"]: link.get_text() for link in page.select(".asked a")}
    assert links[f"#{first('exercises')['id']}"] == "Exercise 5.1"
    assert links[f"#{first('questions')['id']}"] == "Check 5a"


def test_the_minutes_are_summed(book):
    import yaml

    records = yaml.safe_load((ROOT / "exercises" / f"{NAME}.yml").read_text(encoding="utf-8"))["exercises"]
    alone = sum(each["minutes"] for each in records if each["setting"] == "alone")
    together = sum(each["minutes"] for each in records if each["setting"] != "alone")
    facts = book({NAME: PAGE}).page(NAME).select_one("dl.at-a-glance").get_text(" ", strip=True)
    assert f"Writing about {alone} minutes" in facts
    assert f"Talking about {together} minutes" in facts


def test_a_question_has_radios_and_all_its_feedback(book):
    record = first("questions")
    page = book({NAME: f"{PAGE}```{{self-check}}\n```\n"}).page(NAME)
    shown = page.find("fieldset", id=record["id"])
    assert len(shown.select("input[type=radio]")) == len(record["options"]) == len(shown.select(".feedback ol > li"))
    assert shown.legend.get_text().startswith("5a ")
    right = next(number for number, option in enumerate(record["options"], start=1) if option.get("right"))
    assert shown["data-right"] == str(right)


def test_a_page_without_records_cannot_have_a_self_check(book):
    built = book({"other": "# Other\n\n```{self-check}\n```\n"})
    assert "this page has no file of its own name in exercises/" in built.warnings


def test_an_unknown_exercise_is_told(book):
    built = book({"other": "# Other\n\n```{exercise} 05-nobody\n```\n"})
    assert "{exercise} 05-nobody: there is no such record in exercises/" in built.warnings


def test_a_broken_record_stops_the_build_and_is_named(book, tmp_path):
    (tmp_path / "source/exercises" / f"{NAME}.yml").write_text("exercises: []\n", encoding="utf-8")
    with pytest.raises(Exception, match=rf"exercises/{NAME}.yml: field 'exercises'"):
        book({NAME: PAGE})


def test_the_facilitator_has_a_clock_for_both_meetings(book):
    page = book({NAME: PAGE, "plan": f"# Plan\n\n```{{facilitator-plan}} {NAME}\n```\n"}).page("plan")
    rows = [[cell.get_text(strip=True) for cell in row.select("td")[:2]] for row in page.select("table.plan tbody tr")]
    assert rows[0][0].startswith("0–")
    assert [row[0] for row in rows][-1].endswith("–90")
    assert [row[1] for row in rows if row[1] != "—"][-1].endswith("–60")
    assert page.select_one(".opening-question") is not None
    assert len(page.select(".exercise-brief")) >= 5


def test_the_ledger_lists_the_claims_and_prints_an_empty_page(book):
    page = book({NAME: f"{PAGE}```{{ledger}}\n```\n\n```{{ledger}} blank\n```\n"}).page(NAME)
    assert first("ledger")["paragraph"] in page.select_one(".ledger-claims").get_text()
    assert len(page.select(".blank-ledger th")) == 5

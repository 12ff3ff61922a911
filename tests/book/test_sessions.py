"""What a session's page holds: its parts, in their order, and neither too much nor too little of each."""

import re

import pytest
from pybtex.database import parse_file

from tests.conftest import ROOT, sessions

PARTS = [
    "What you will be able to do",
    "Before you read",
    "The text",
    "Exercises",
    "Corroborate",
    "Strongest case, best counter-case",
    "Check yourself",
    "For your evidence ledger",
    "Take away",
]
NAMES = [page.stem for page in sessions()]
SCHOOL = re.compile(
    r"anarch|syndicalis|[Cc]ommunis|Bolshevi|Lenin|Menshevi|liberal|Soviet|Trotsky|majority|opposition|histor|editors",
    re.I,
)
SENTENCE = re.compile(r"[.?!][’”]?(?=\s|$)")


def text_of(name: str) -> str:
    return (ROOT / "book/sessions" / f"{name}.md").read_text(encoding="utf-8")


def part(name: str, title: str) -> str:
    """The Markdown of a part, without its directives."""
    body = re.split(r"^## ", text_of(name), flags=re.MULTILINE)
    found = next(each for each in body if each.startswith(f"{title}\n"))
    return re.sub(r"```.*?```", "", found.removeprefix(f"{title}\n"), flags=re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_stand_in_their_order(name):
    headings = re.findall(r"^## (.+)$", text_of(name), re.MULTILINE)
    assert [each for each in headings if each in PARTS] == PARTS
    assert re.findall(r"^### (Further reading|Next time)$", text_of(name), re.MULTILINE) == [
        "Further reading",
        "Next time",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_context_is_short_cited_and_names_who_is_who(name):
    words = len(re.sub(r"\{\w+\}`[^`]*`", "", part(name, "Before you read")).split())
    assert 130 <= words <= 320, words
    assert "{cite}`" in part(name, "Before you read")
    assert "```{who-is-who}" in text_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_both_cases_are_named_and_cited(name):
    body = part(name, "Strongest case, best counter-case")
    cases = re.split(r"^### ", body, flags=re.MULTILINE)[1:]
    assert len(cases) >= 2
    for case in cases:
        heading, _, own = case.partition("\n")
        assert SCHOOL.search(heading), f"{heading}: whose case is it?"
        assert "{cite}`" in own or "editors" in heading, heading
    assert "{cite}`" in body
    assert "?" in cases[-1], "no question lies between the two"


@pytest.mark.parametrize("name", NAMES)
def test_the_session_takes_leave_in_three_sentences(name):
    own = re.split(r"^### ", part(name, "Take away"), flags=re.MULTILINE)[0]
    assert len(SENTENCE.findall(own)) == 3, own


@pytest.mark.parametrize("name", NAMES)
def test_a_long_passage_says_what_to_read_beforehand(name, edition):
    words = sum(
        block.words
        for reference in re.findall(r"```\{passage\} (\S+)", text_of(name))
        for block in edition.range(reference)
        if not block.is_heading
    )
    if words > 2000:
        opening = text_of(name).split("## What you will be able to do")[0]
        assert re.search(r"[Rr]ead \{para\}`[^`]+`.*\bbefore", opening, re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_the_facilitator_has_a_plan_for_it(name):
    plan = (ROOT / "book/facilitate" / f"{name}.md").read_text(encoding="utf-8")
    title = re.search(r"^# (.+)$", text_of(name), re.MULTILINE)[1]
    assert plan.startswith(f"# The meeting: {title}\n")
    assert f"```{{facilitator-plan}} {name}\n" in plan


def test_every_work_is_used_and_can_be_named():
    pages = [*(ROOT / "book").rglob("*.md"), *(ROOT / "exercises").glob("*.yml"), ROOT / "book/data/conventions.csv"]
    used = " ".join(path.read_text(encoding="utf-8") for path in pages)
    for name in ("references.bib", "further-reading.bib"):
        for key, entry in parse_file(ROOT / "book" / name).entries.items():
            assert re.search(rf"(?<![\w-]){key}(?![\w-])", used), f"{name}: {key} is used nowhere"
            assert entry.persons.get("author") or entry.persons.get("editor"), f"{name}: {key} has no author"


def test_a_work_that_was_read_says_how_much_of_it():
    for key, entry in parse_file(ROOT / "book/references.bib").entries.items():
        assert entry.fields.get("note"), f"{key}: what was read of it?"
        assert entry.fields.get("url"), f"{key}: where was it read?"

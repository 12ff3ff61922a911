"""`{passage}`, `{excerpt}` and `{para}` on the page, and what they say when they are wrong."""

import pytest

from studyguide.sphinxext import execution

PASSAGE = "# Page\n\n```{passage} %s\n```\n"


def test_a_passage_gives_each_paragraph_its_id_number_and_text(build, edition):
    page = build({"one": PASSAGE % "S4-S8"}).page("one")
    for number in range(4, 9):
        block = edition.block(f"S{number}")
        element = page.find(id=block.id)
        assert element.get_text() == block.text
        link = element.find_previous("a", class_="block-number")
        assert (link["href"], link.get_text()) == (f"#{block.id}", block.id)


def test_headings_come_with_their_paragraphs(build):
    page = build({"one": PASSAGE % "S4-S9"}).page("one")
    headings = [heading.contents[0] for heading in page.select(".passage h2, .passage h3")]
    assert headings == ["Grand Struggle", "‘Centralism via Federalism’"]


def test_pages_are_marked_where_they_begin_without_entering_the_text(build):
    page = build({"one": PASSAGE % "S4"}).page("one")
    mark = page.find(id="page-11")
    assert mark["role"] == "doc-pagebreak"
    assert mark["data-page"] == "11"
    assert mark.get_text() == ""
    assert mark.previous_sibling.rstrip().endswith("to exert its negative")


def test_quotations_are_block_quotations(build):
    page = build({"one": PASSAGE % "S15-S16"}).page("one")
    assert page.find(id="S16").name == "blockquote"
    assert page.find(id="S15").name == "p"


def test_verse_keeps_its_lines(build):
    page = build({"one": PASSAGE % "A2"}).page("one")
    assert len(page.find(id="A2").find_all("br")) == 1


def test_an_excerpt_has_no_ids_and_leads_to_the_place(build):
    built = build({"one": PASSAGE % "S4-S5", "two": "# Two\n\n```{excerpt} S5\n```\n"})
    page = built.page("two")
    excerpt = page.select_one(".excerpt")
    assert "a most resplendent one" in excerpt.get_text()
    assert not excerpt.find_all(id=True)
    assert excerpt.find("a", class_="block-number")["href"] == "one.html#S5"
    assert built.warnings == ""


def test_a_reference_leads_to_its_paragraph_from_any_page(build):
    pages = {"one": PASSAGE % "S4-S8", "two": "# Two\n\nSee {para}`S5-S6` and {para}`there <S7>`.\n"}
    links = build(pages).page("two").select("a[href*='#S']")
    assert [(link["href"], link.get_text()) for link in links] == [("one.html#S5", "S5–S6"), ("one.html#S7", "there")]


@pytest.mark.parametrize("directive", ["passage", "excerpt"])
def test_an_unknown_paragraph_fails_with_file_and_line(build, directive):
    text = f"# Page\n\nSome words.\n\n```{{{directive}}} S40-S99\n```\n"
    warnings = build({"one": text}).warnings
    assert "one.md:5: ERROR" in warnings
    assert "there is no paragraph S99: text S has S1 to S48" in warnings


def test_an_unknown_paragraph_in_a_reference_fails_with_file_and_line(build):
    warnings = build({"one": "# Page\n\nSee {para}`T999`.\n"}).warnings
    assert "one.md:3: WARNING: {para}`T999`: there is no paragraph T999: text T has T1 to T145" in warnings


def test_a_reference_to_a_paragraph_on_no_page_fails(build):
    warnings = build({"one": "# Page\n\nSee {para}`T9`.\n"}).warnings
    assert "one.md:3: WARNING" in warnings
    assert "T9" in warnings


ALL = ["A1-A15", "E1-E3", "R1-R4", "S1-S48", "T1-T145", "C1-C14"]


def everything(*left_out: str) -> str:
    return "# Page\n\n" + "".join(f"```{{passage}} {spec}\n```\n\n" for spec in ALL if spec not in left_out)


def test_a_complete_course_has_nothing_to_complain_of(build):
    assert build({"one": everything()}, complete=True).warnings == ""


def test_a_dropped_paragraph_fails_the_completeness_check(build):
    text = everything().replace("S1-S48", "S1-S32").replace("C1-C14", "C1-C13")
    assert "no session places S33–S48, C14" in build({"one": text}, complete=True).warnings


def test_a_paragraph_in_two_sessions_fails_the_completeness_check(build):
    warnings = build({"one": everything(), "two": PASSAGE % "T9"}, complete=True).warnings
    assert "paragraph T9 is placed more than once: one (line 15) and two (line 3)" in warnings


def test_moving_a_passage_is_noticed_on_a_warm_build(build):
    assert build({"one": everything("C1-C14"), "two": PASSAGE % "C1-C14"}, complete=True).warnings == ""
    moved = {"one": everything("C1-C14"), "two": PASSAGE % "C1-C13"}
    assert "no session places C14" in build(moved, complete=True).warnings


def test_the_facts_of_a_page_follow_from_its_passages(build, edition):
    page = build({"one": "# Page\n\n```{at-a-glance}\n```\n\n```{passage} S41-S42\n```\n"}).page("one")
    words = edition.block("S41").words + edition.block("S42").words
    facts = [" ".join(definition.get_text().split()) for definition in page.select("dl.at-a-glance dd")]
    assert facts == ["S41–S42", "page 28", f"{words} words, about 1 minute"]


def test_the_plan_lists_sessions_in_the_order_of_the_course(build):
    pages = {
        "two": "# Second\n\n{.opening-question}\nWhy?\n\n```{passage} S5\n```\n",
        "one": "# First\n\n{.opening-question}\nWho?\n\n```{passage} S4\n```\n",
        "plan": "# Plan\n\n```{course-plan}\n```\n",
    }
    plan = build(pages).page("plan")
    assert [title.get_text() for title in plan.select(".plan-title")] == ["Second", "First"]
    assert [title.get_text() for title in plan.select(".plan-question")] == ["Why?", "Who?"]


def test_described_matter_is_named(build):
    page = build({"one": "# Page\n\n```{described} A\n```\n"}).page("one")
    assert "Page 1 is the cover" in page.get_text()
    assert "nothing in text S is described" in build({"one": "# Page\n\n```{described} S\n```\n"}).warnings


def test_pages_are_read_anew_when_the_code_that_makes_them_changes(tmp_path):
    file = tmp_path / "render.py"
    file.write_text("one")
    before = execution.digest(tmp_path)
    assert execution.digest(tmp_path) == before
    file.write_text("other")
    assert execution.digest(tmp_path) != before

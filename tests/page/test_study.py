"""Exercises, self-checks, stops and progress in a browser: by keyboard, without storage, without script, on paper."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from studyguide.exercises import load_records
from tests.conftest import ROOT, sessions
from tests.page.test_apparatus import REFUSE_STORAGE
from tests.page.test_every_page import DESK, PHONE

NAME = "05-counting-a-movement"
SESSION = f"book/sessions/{NAME}.html"
RECORDS = load_records(ROOT).sessions[NAME]
FIRST = RECORDS.questions[0]
RIGHT = next(number for number, option in enumerate(FIRST.options) if option.right)
KEY = "studyguide-progress"


def question(page, number=0):
    shown = page.locator("fieldset.question").nth(number)
    shown.scroll_into_view_if_needed()
    shown.get_by_role("button", name="Check").wait_for()
    return shown


def stored(page):
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def reach_progress(page):
    page.locator("fieldset.question").last.scroll_into_view_if_needed()
    panel = page.get_by_role("region", name="Your progress")
    page.locator(".exercise").last.scroll_into_view_if_needed()
    panel.wait_for()
    panel.scroll_into_view_if_needed()
    return panel


def test_a_question_is_answered_by_keyboard_and_its_reply_is_announced(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open(SESSION)
    shown = question(page)
    assert shown.locator("details").count() == 0
    shown.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for _ in range(RIGHT):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reply = shown.get_by_role("status")
    assert reply.inner_text().startswith("Right.")
    link = reply.get_by_role("link").first
    assert re.fullmatch(r"#[AERSTC]\d+", link.get_attribute("href")[-len("#S33") :].strip()) or link.count()
    assert stored(page)["checks"] == {FIRST.id: {"right": True, "tries": 1}}
    assert not visitor.troubles


def test_a_wrong_answer_gets_its_own_reply_and_another_try(reader):
    page = reader(viewport=PHONE).open(SESSION)
    shown = question(page)
    wrong = (RIGHT + 1) % len(FIRST.options)
    shown.get_by_role("radio").nth(wrong).check()
    shown.get_by_role("button", name="Check").click()
    reply = shown.get_by_role("status")
    assert reply.inner_text().startswith("Not this one.")
    shown.get_by_role("radio").nth(RIGHT).check()
    assert reply.inner_text() == ""
    shown.get_by_role("button", name="Check").click()
    assert reply.inner_text().startswith("Right.")
    assert stored(page)["checks"][FIRST.id] == {"right": True, "tries": 2}


def test_without_a_choice_nothing_is_counted(reader):
    page = reader(viewport=DESK).open(SESSION)
    shown = question(page)
    shown.get_by_role("button", name="Check").click()
    assert shown.get_by_role("status").inner_text() == "Choose an answer first."
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_progress_stays_on_the_device_and_shows_in_the_plan(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open(SESSION)
    question(page).get_by_role("radio").nth(RIGHT).check()
    question(page).get_by_role("button", name="Check").click()
    panel = reach_progress(page)
    page.locator(".exercise").first.get_by_label("I have done this one").check()
    panel.get_by_label("I have read the text").check()
    count = len(RECORDS.exercises)
    assert f"1 of {count} exercises done, 1 of {len(RECORDS.questions)} questions answered" in panel.inner_text()
    page.reload()
    panel = reach_progress(page)
    assert f"1 of {count} exercises done" in panel.inner_text()
    assert page.locator(".exercise").first.get_by_label("I have done this one").is_checked()
    plan = visitor.open("book/plan.html")
    line = plan.locator(f"[data-session='{NAME}']")
    line.scroll_into_view_if_needed()
    plan.wait_for_function("document.querySelector(\"[data-session^='05']\").textContent")
    assert line.inner_text() == f"You: text read, 1 of {count} exercises, 1 of {len(RECORDS.questions)} questions"
    assert not visitor.troubles


def test_clearing_can_be_undone_and_leaves_other_sessions(reader):
    page = reader(viewport=DESK).open(SESSION)
    before = {"version": 1, "read": {}, "done": {RECORDS.exercises[0].id: True, "06-other": True}, "checks": {}}
    page.evaluate("text => localStorage.setItem('studyguide-progress', text)", json.dumps(before))
    page.reload()
    panel = reach_progress(page)
    panel.get_by_role("button", name="Clear").click()
    assert stored(page)["done"] == {"06-other": True}
    panel.get_by_role("button", name="Undo").click()
    assert stored(page) == before


def test_two_tabs_do_not_lose_each_others_progress(reader):
    visitor = reader(viewport=DESK)
    page = visitor.open(SESSION)
    other = page.context.new_page()
    other.goto(page.url, wait_until="networkidle")
    for tab, number in ((page, 0), (other, 1)):
        exercise = tab.locator(".exercise").nth(number)
        exercise.scroll_into_view_if_needed()
        exercise.get_by_label("I have done this one").check()
    assert set(stored(page)["done"]) == {each.id for each in RECORDS.exercises[:2]}
    page.wait_for_function("document.querySelectorAll('.exercise .tick input:checked').length === 2")


def test_where_storage_is_refused_it_says_so_and_the_questions_work(reader):
    visitor = reader(viewport=DESK)
    visitor.page.add_init_script(REFUSE_STORAGE)
    page = visitor.open(SESSION)
    shown = question(page)
    shown.get_by_role("radio").nth(RIGHT).check()
    shown.get_by_role("button", name="Check").click()
    assert shown.get_by_role("status").inner_text().startswith("Right.")
    panel = reach_progress(page)
    assert "does not let the page keep anything: your progress is lost" in panel.inner_text()
    assert f"1 of {len(RECORDS.questions)} questions answered" in panel.inner_text()


def test_a_full_storage_says_so_and_keeps_this_pages_progress(reader):
    visitor = reader(viewport=DESK)
    visitor.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page = visitor.open(SESSION)
    panel = reach_progress(page)
    page.locator(".exercise").first.get_by_label("I have done this one").check()
    assert "storage is full: your progress is lost" in panel.inner_text()
    assert f"1 of {len(RECORDS.exercises)} exercises done" in panel.inner_text()


@pytest.mark.parametrize("text", ["{not json", '"a string"', '{"version": 1, "done": []}', '{"version": 9}'])
def test_what_cannot_be_read_is_put_aside_and_not_overwritten(reader, text):
    page = reader(viewport=DESK).open(SESSION)
    page.evaluate("text => localStorage.setItem('studyguide-progress', text)", text)
    page.reload()
    panel = reach_progress(page)
    assert "could not be read. It was put aside" in panel.inner_text()
    page.locator(".exercise").first.get_by_label("I have done this one").check()
    assert page.evaluate("localStorage.getItem('studyguide-progress-unreadable')") == text
    assert stored(page)["done"] == {RECORDS.exercises[0].id: True}


def test_stops_can_be_hidden_and_stay_hidden(reader):
    visitor = reader(viewport=PHONE)
    page = visitor.open(SESSION)
    stop = page.locator(".stop").first
    assert stop.is_visible()
    page.get_by_label("stops").uncheck()
    assert not stop.is_visible()
    assert not visitor.open("book/sessions/06-three-conventions.html").locator(".stop").first.is_visible()


def test_paragraph_and_exercise_lead_to_each_other(reader):
    page = reader(viewport=DESK).open(SESSION)
    link = page.locator(".asked a").first
    link.click()
    aim = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert aim.is_visible()
    for record in RECORDS.asked:
        back = record.paragraphs[0].partition("-")[0]
        assert (
            page.locator(f"[id='{record.id}'] a[href='#{back}']").count()
            or page.locator(f".asked a[href='#{record.id}']").count()
        )


def test_without_scripts_everything_can_be_opened_and_nothing_is_promised(reader):
    page = reader(viewport=PHONE, java_script_enabled=False).open(SESSION)
    shown = page.locator("fieldset.question").first
    assert shown.locator("button").count() == 0
    assert not shown.locator(".feedback ol").is_visible()
    shown.locator("summary").click()
    assert shown.locator(".feedback li").count() == len(FIRST.options)
    assert shown.locator(".feedback li").first.is_visible()
    exercise = page.locator(".exercise").first
    exercise.get_by_text("Considerations, for when").click()
    assert exercise.locator(".considerations li").first.is_visible()
    assert page.locator(".progress").count() == 0


def test_paper_has_the_questions_room_to_write_and_no_answers(reader):
    page = reader(viewport=DESK).open(SESSION)
    page.locator(".exercise summary").first.click()
    page.emulate_media(media="print")
    assert page.locator(".prompt").first.is_visible()
    assert page.locator(".option").first.is_visible()
    for hidden in (".considerations", ".strong-answer", ".hint", ".feedback", ".check"):
        for place in page.locator(f".exercise {hidden}, .question {hidden}").all():
            assert not place.is_visible()
    lines = page.locator(".exercise").first.evaluate("each => getComputedStyle(each, '::after').height")
    assert float(lines.removesuffix("px")) > 90


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_plan_prints_on_one_page(reader, paper, tmp_path):
    visitor = reader(viewport=DESK)
    for session in sessions():
        page = visitor.open(f"book/facilitate/{session.stem}.html")
        page.add_style_tag(content="footer, section:has(> .exercise-brief) { display: none !important; }")
        out = tmp_path / "plan.pdf"
        page.pdf(path=out, format=paper, prefer_css_page_size=paper == "A4")
        pages = re.findall(rb"/Type\s*/Page\b(?!s)", out.read_bytes())
        assert len(pages) == 1, f"{session.stem} takes {len(pages)} pages of {paper}"


def test_the_command_lists_what_the_pages_show():
    done = subprocess.run(
        [ROOT / ".venv/bin/studyguide", "exercises", "--json"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    data = json.loads(done.stdout)
    assert len(data) == 15
    assert {each["id"] for each in data[5]["exercises"]} == {each.id for each in RECORDS.exercises}

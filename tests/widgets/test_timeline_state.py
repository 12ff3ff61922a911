"""The timeline's Python side: its table, its dates, its state and its static self."""

import json
import re
from datetime import date, timedelta

import pytest
import traitlets

from studyguide.data import rows
from studyguide.data.dates import first_day, lag, last_day, span_in_words
from studyguide.data.works import short_names
from studyguide.widgets import Timeline
from studyguide.widgets.timeline import FIRST, LAST, THEMES, Scale

ROW = {
    "id": "strike",
    "begins": "1917-03-08",
    "ends": "1917-03-08",
    "old_style": "23 February 1917",
    "title": "A <strike>",
    "text": "It begins.",
    "theme": "movement",
    "paragraph": "S2 S3",
    "citation": "somebody1920",
    "certainty": "certain",
}


def row(**changed):
    return ROW | changed


@pytest.fixture(scope="module")
def table(root):
    return rows("timeline", root)


def test_the_table_keeps_to_its_dates(table):
    for each in table:
        known = [text for text in (each["begins"], each["ends"]) if text]
        precise = {10: "day", 7: "month", 4: "year"}[min(map(len, known))]
        assert each["precision"] == precise, each["id"]
        assert first_day(each["begins"]) <= last_day(each["ends"] or each["begins"]), each["id"]
        assert FIRST <= first_day(each["begins"]).year <= LAST, each["id"]


def test_every_old_style_day_is_its_new_style_day_less_the_lag(table):
    days = [each for each in table if each["old_style"] and each["precision"] == "day"]
    assert len(days) >= 8
    for each in days:
        old = [(day := first_day(text)) - lag(day) for text in (each["begins"], each["ends"])]
        assert each["old_style"] == span_in_words(*(day.isoformat() for day in old)), each["id"]


def test_no_old_style_after_the_reform(table):
    assert not [each["id"] for each in table if each["old_style"] and each["begins"] >= "1918-02-14"]


def test_certainty_says_where_a_date_stands(table):
    for each in table:
        if each["certainty"] == "by the text alone":
            assert each["paragraph"], each["id"]
        else:
            assert each["citation"], each["id"]
        if each["certainty"] == "contested" and each["id"] != "september-plenum":  # one month, and two accounts of it
            assert each["begins"] != each["ends"], each["id"]


def test_each_day_of_the_text_alone_stands_in_its_paragraph(table, edition):
    for each in table:
        if each["certainty"] != "by the text alone" or len(each["begins"]) < 10:
            continue
        text = " ".join(edition.block(name).text for name in each["paragraph"].split())
        day = first_day(each["begins"])
        assert re.search(rf"{day:%B}( the)? ({day.day}(th)?\b|fifth)", text), each["id"]


def test_every_theme_and_every_text_of_the_pamphlet_is_there(table):
    assert {each["theme"] for each in table} == set(THEMES)
    texts = " ".join(each["title"] for each in table if each["theme"] == "texts")
    assert all(re.search(rf"\b{letter}\b", texts) for letter in "AERSTC")


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("1917-03-08", "1917-03-08", "8 March 1917"),
        ("1921-03-08", "1921-03-16", "8–16 March 1921"),
        ("1922-03-27", "1922-04-02", "27 March to 2 April 1922"),
        ("1935-10", "1935-11", "October–November 1935"),
        ("1937", "1940", "1937–1940"),
        ("1922-02-16", "1923", "16 February 1922 to 1923"),
        ("1953", "", "1953 or later"),
        ("1917-12-30", "1918-01-02", "30 December 1917 to 2 January 1918"),
    ],
)
def test_a_span_in_words(begins, ends, words):
    assert span_in_words(begins, ends) == words


def test_the_calendars_part_and_meet():
    assert lag(date(1893, 11, 10)) == timedelta(days=12)
    assert lag(date(1918, 2, 13)) == timedelta(days=13)
    assert lag(date(1918, 2, 14)) == timedelta()


def test_an_entry_has_both_dates_and_only_the_places_it_needs():
    line = Timeline([ROW], places={"S2": "sessions/02.html#S2", "T1": "sessions/08.html#T1"})
    assert line.entries[0]["new"] == "8 March 1917 N.S."
    assert line.entries[0]["old"] == "23 February 1917 O.S."
    assert line.places == {"S2": "sessions/02.html#S2"}


def test_a_date_without_a_calendar_says_so():
    entry = Timeline([row(old_style="")]).entries[0]
    assert entry["new"] == "8 March 1917 (calendar not stated)"
    assert Timeline([row(begins="1918-02-14", ends="1918-02-14", old_style="")]).entries[0]["new"] == "14 February 1918"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"begins": "1917-02-30"}, "timeline: strike: day is out of range"),
        ({"ends": "1917-03-07"}, "strike ends before it begins"),
        ({"theme": "weather"}, "strike: theme 'weather' is none of movement"),
    ],
)
def test_a_bad_row_is_named(changed, message):
    with pytest.raises(ValueError, match=message):
        Timeline([row(**changed)])


@pytest.mark.parametrize(
    ("trait", "value"), [("style", "julian"), ("themes", "unions weather"), ("first", 1700), ("last", 2000)]
)
def test_a_value_past_its_bound_is_refused_with_its_name(trait, value):
    with pytest.raises(traitlets.TraitError, match=trait):
        Timeline([ROW], **{trait: value})


def test_theme_and_period_choose_what_is_shown(table):
    line = Timeline(table, first=1922, last=1922, themes="repression")
    ids = [entry["id"] for entry in line.shown()]
    assert "eloranta-shot" in ids
    assert "miasnikov-expelled" not in ids
    line.first, line.last = 1923, 1923
    assert "eloranta-shot" in [entry["id"] for entry in line.shown()], "a contested date lies in each of its years"


def test_the_dense_years_have_room():
    scale = Scale(FIRST, LAST)
    wide = scale.x(date(1918, 1, 1)) - scale.x(date(1917, 1, 1))
    assert wide == pytest.approx(8 * (scale.x(date(1931, 1, 1)) - scale.x(date(1930, 1, 1))))
    assert scale.ticks()[0] == FIRST
    assert 1917 in scale.ticks()


def test_marks_do_not_touch_on_one_level(table):
    last = {}
    for each, start, end, level in Scale(FIRST, LAST).pack(Timeline(table).entries):
        at = start if end - start > 8 else (start + end) / 2
        assert min(start, at - 4.2) > last.get(level, 0), each["id"]
        last[level] = max(end, at + 4.2)


def test_the_page_gets_a_picture_and_a_list_of_every_entry(table, root):
    line = Timeline(table, places={"S2": "sessions/02.html#S2"}, works=short_names(root))
    html = line.page_html()
    static, state = html.split('<script type="application/json">')
    assert static.count("<li>") == static.count('<g class="mark') == len(table)
    assert '<a href="../sessions/02.html#S2">S2</a>' in static
    assert "8 March 1917 N.S. (23 February 1917 O.S.)" in static
    assert len(json.loads(state.split("</script>")[0])["entries"]) == len(table)


def test_text_of_a_row_stays_text():
    assert "A &lt;strike&gt;" in Timeline([ROW]).static_html()
    assert "<strike>" not in Timeline([ROW]).static_html()


def test_works_have_short_names(root):
    names = short_names(root)
    assert names["lenin1921-myasnikov"] == "Lenin, A Letter to G. Myasnikov, 5 August …"
    assert names["klassiker-presse1917"].startswith("Sozialistische Klassiker, Unterdrückung")
    assert not [key for key, name in names.items() if re.search(r"[{}\\]", name)]

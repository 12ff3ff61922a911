"""The records: that all can stand, and that each fault is told with file, record, field and mend."""

import copy
import re
import shutil

import pytest
import yaml

from studyguide.check import check_exercises
from studyguide.edition import load_edition
from studyguide.exercises import RecordError, coverage, identity, load_records
from studyguide.exercises.load import record_files
from studyguide.exercises.model import KINDS, SKILLS
from studyguide.pages import passages
from tests.conftest import ROOT, copy_edition, sessions

NAME = "05-counting-a-movement"
UNREAD = re.findall(r"@\w+\{([\w-]+),", (ROOT / "book/further-reading.bib").read_text(encoding="utf-8"))[0]


@pytest.fixture(scope="module")
def records():
    return load_records(ROOT)


@pytest.fixture
def course(tmp_path):
    """A copy of all that the records are checked against, to be broken."""
    copy_edition(tmp_path)
    for folder in ("exercises", "book/sessions", "book/facilitate"):
        shutil.copytree(ROOT / folder, tmp_path / folder, dirs_exist_ok=True)
    for file in [*(ROOT / "book").glob("*.md"), *(ROOT / "book").glob("*.bib")]:
        shutil.copy(file, tmp_path / "book" / file.name)
    return tmp_path


@pytest.fixture
def change(course):
    """Change the records of one session, and give what is said of them."""

    def changed(how):
        path = course / "exercises" / f"{NAME}.yml"
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        how(raw)
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return list(check_exercises(course, load_edition(course)))

    return changed


def test_every_session_has_its_records(records):
    assert [name for name in records.sessions if name[:2] != "00"] == [page.stem for page in sessions()]


def test_there_are_enough_and_of_every_kind(records):
    exercises = [each for session in records.sessions.values() for each in session.exercises if session.number]
    questions = [each for session in records.sessions.values() for each in session.questions]
    assert len(exercises) >= 70
    assert len(questions) >= 70
    assert {each.skill for each in exercises} == set(SKILLS)
    assert {each.kind for each in exercises} == set(KINDS)


def test_every_paragraph_is_within_reach_of_a_stop(records, edition, root):
    _, rows = coverage.by_session(
        records, passages(root, edition), lambda each: [block.id for block in edition.range(each)]
    )
    assert len(rows) == 15
    assert max(int(row[3]) for row in rows) <= 6


def test_the_right_answer_has_no_fixed_place(records):
    """Somebody who always takes the first option, or the longest, must not do well."""
    questions = [each for session in records.sessions.values() for each in session.questions]
    places = [next(n for n, option in enumerate(each.options) if option.right) for each in questions]
    longest = sum(max(each.options, key=lambda option: len(option.text)).right for each in questions)
    assert max(places.count(place) for place in set(places)) < 0.5 * len(questions)
    assert longest < 0.5 * len(questions)


def test_published_ids_stay(records, root):
    assert identity.frozen(root) == list(dict.fromkeys(identity.frozen(root)))
    assert list(identity.lost(root, records)) == []


FAULTS = {
    "no hint": (
        lambda raw: raw["exercises"][0].pop("hint"),
        r"exercises/05-.*yml: exercises 1 \(05-[\w-]+\): 'hint' is a required property",
    ),
    "a skill that is none": (
        lambda raw: raw["exercises"][1].update(skill="thinking"),
        r"exercises 2 \(05-[\w-]+\): field 'skill': 'thinking' is not one of .*\. The skill that it trains",
    ),
    "an unknown field": (
        lambda raw: raw["exercises"][0].update(answer="42"),
        r"exercises 1 .*there is no field 'answer'",
    ),
    "too many minutes": (
        lambda raw: raw["exercises"][0].update(minutes=90),
        r"field 'minutes': 90 is greater than the maximum of 30\. Whole minutes, from 5 to 30",
    ),
    "two right options": (
        lambda raw: [option.update(right=True) for option in raw["questions"][0]["options"]],
        r"questions 1 .*field 'options'.*exactly one option must have right: true",
    ),
    "no right option": (
        lambda raw: [option.pop("right", None) for option in raw["questions"][0]["options"]],
        r"questions 1 .*exactly one option must have right: true",
    ),
    "a stop that is both": (
        lambda raw: raw["stops"][0].update(question="Which one is it?", note="Both of them."),
        r"stops 1 \(05-[\w-]+\): .*exactly one of the forms.*either a question or an editors' note",
    ),
    "a stop that is nowhere": (
        lambda raw: raw["stops"][0].update(after="T7"),
        r"05-[\w-]+: it stands after T7, which this session does not place",
    ),
    "stops too far apart": (
        lambda raw: raw.update(stops=raw["stops"][-1:]),
        r"no stop before S\d+: the first within 6 paragraphs|^$",
    ),
    "no such paragraph": (
        lambda raw: raw["exercises"][0].update(prompt="What does {para}`S999` say?"),
        r"05-[\w-]+: prompt: S999: there is no paragraph S999: text S has S1 to S\d+",
    ),
    "no such work": (
        lambda raw: raw["exercises"][0].update(hint="Look into {cite}`nobody1999`."),
        r"05-[\w-]+: hint: there is no work 'nobody1999' in book/references.bib",
    ),
    "a work that nobody opened": (
        lambda raw: raw["exercises"][0].update(hint=f"Look into {{cite}}`{UNREAD}`."),
        rf"05-[\w-]+: hint: there is no work '{UNREAD}' in book/references.bib",
    ),
    "a consideration from nowhere": (
        lambda raw: raw["exercises"][0]["considerations"].__setitem__(0, "Everybody knows that."),
        r"05-[\w-]+: considerations 1 names neither a \{para\} nor a \{cite\}: say where it rests",
    ),
    "feedback that points nowhere": (
        lambda raw: raw["questions"][0]["options"][0].update(feedback="Read again, please."),
        r"05-q-[\w-]+: option 1: its feedback names no \{para\}",
    ),
    "minutes that do not sum": (
        lambda raw: raw["meeting"]["plan"].pop(0),
        r"meeting: plan: the column 'minutes' sums to \d+, and the meeting has 90",
    ),
    "a step longer in the cut": (
        lambda raw: raw["meeting"]["plan"][0].update(short=40),
        r"meeting: plan: .* is longer in the cut \(40\) than in full",
    ),
    "an exercise of another file": (
        lambda raw: raw["meeting"]["plan"].append({"exercise": "06-other", "short": 0}),
        r"meeting: plan \d+: there is no exercise '06-other' in this file",
    ),
    "an id of another session": (
        lambda raw: raw["stops"][0].update(id="06-s-somewhere"),
        r"06-s-somewhere: its id must begin with '05-'",
    ),
    "a published id is gone": (
        lambda raw: raw["exercises"][0].update(id="05-new-name"),
        r"ids.txt: no record has the published id '05-[\w-]+' any more; give it back",
    ),
    "one id twice": (
        lambda raw: raw["questions"][1].update(id=raw["questions"][0]["id"]),
        r"exercises: 2 records have the id '05-q-[\w-]+'; ids are unique",
    ),
    "too few exercises": (
        lambda raw: raw.update(exercises=raw["exercises"][:3], meeting=raw["meeting"] | {"plan": [FREE] * 4}),
        r"3 exercises, and there should be at least 5",
    ),
    "not on the page": (
        lambda raw: raw["exercises"].append(copy.deepcopy(raw["exercises"][0]) | {"id": "05-one-more"}),
        r"05-one-more \(exercises/05-counting-a-movement.yml\) must stand on one page once: it stands on no page",
    ),
}
FREE = {"do": "Talk about it.", "minutes": 20, "short": 15}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told(change, name):
    how, said = FAULTS[name]
    complaints = change(how)
    assert any(re.search(said, each) for each in complaints), complaints


def test_what_is_sound_passes(change):
    assert change(lambda raw: None) == []


def test_a_file_that_is_no_yaml_is_named(course):
    (course / "exercises" / f"{NAME}.yml").write_text("exercises: [", encoding="utf-8")
    with pytest.raises(RecordError, match=rf"exercises/{NAME}.yml: not readable as YAML"):
        load_records(course)


def test_all_faults_are_told_at_once(course):
    for name in (NAME, "06-three-conventions"):
        (course / "exercises" / f"{name}.yml").write_text("exercises: []", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        load_records(course)
    assert NAME in str(caught.value)
    assert "06-three-conventions" in str(caught.value)


def test_freezing_adds_and_never_changes(course):
    path = course / identity.PATH
    before = path.read_text(encoding="utf-8")
    assert identity.freeze(course, load_records(course)) == 0
    path.write_text("".join(before.splitlines(keepends=True)[:-2]), encoding="utf-8")
    assert identity.freeze(course, load_records(course)) == 2
    assert path.read_text(encoding="utf-8") == before


def test_the_records_are_data_with_the_labels_that_readers_see(records):
    data = records.sessions[NAME].as_json()
    assert [each["label"] for each in data["exercises"]][:2] == ["5.1", "5.2"]
    assert data["questions"][0]["label"] == "5a"
    assert data["meeting"]["plan"][0].keys() == {"do", "exercise", "minutes", "short"}


def test_every_file_begins_with_its_session(root):
    assert [int(path.name[:2]) for path in record_files(root)] == list(range(15))

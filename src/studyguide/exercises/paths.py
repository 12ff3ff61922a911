"""Shorter ways through the course: a few meetings made of the sessions' paragraphs and exercises.

The records stand in ``exercises/paths.yml``. What a path leaves unread follows from what it reads; why that matters
is written in its record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studyguide.edition.records import read

from .load import FOLDER, RecordError, misfits
from .model import Records
from .rules import LONG, PARA

PATH = FOLDER / "paths.yml"
SCHEMA = FOLDER / "paths.schema.json"


@dataclass(frozen=True)
class Step:
    """A step of a meeting: an ``exercise`` by its id, or what to ``do``."""

    minutes: int
    exercise: str = ""
    do: str = ""


@dataclass(frozen=True)
class Gathering:
    """A meeting of a path; ``read`` are references to paragraphs, ``home`` is what to take home."""

    title: str
    question: str
    read: tuple[str, ...]
    plan: tuple[Step, ...]
    home: str


@dataclass(frozen=True)
class Way:
    """A path: ``whom`` it is for, what it ``omits`` and what that costs, and its meetings."""

    id: str
    title: str
    whom: str
    omits: str
    meetings: tuple[Gathering, ...]


def load_paths(root: Path, records: Records) -> dict[str, Way]:
    """The paths below the repository ``root`` by their ids; RecordError names everything that does not fit."""
    if not (root / PATH).exists():
        return {}
    raw = read(root, PATH, RecordError)
    if faults := list(misfits(raw, json.loads((root / SCHEMA).read_text(encoding="utf-8")), PATH)):
        raise RecordError("\n".join(faults))
    known = {each.id: each for session in records.sessions.values() for each in session.exercises}
    ways = {}
    for way in raw:
        meetings = []
        for number, meeting in enumerate(way["meetings"], start=1):
            plan = []
            for step in meeting["plan"]:
                name = step.get("exercise", "")
                if name and name not in known:
                    raise RecordError(f"{PATH}: {way['id']}: meeting {number}: there is no exercise {name!r}")
                plan.append(Step(known[name].minutes, name) if name else Step(step["minutes"], do=step["do"]))
            fields = {**meeting, "read": tuple(meeting["read"]), "plan": tuple(plan)}
            meetings.append(Gathering(**fields))
        ways[way["id"]] = Way(way["id"], way["title"], way["for"], way["omits"], tuple(meetings))
    return ways


def complaints(
    ways: dict[str, Way],
    records: Records,
    fault: Callable[[str], str | None],
    expand: Callable[[str], list[str]],
) -> Iterator[str]:
    """Yield a message for each meeting whose minutes do not sum or that asks about what was not read.

    ``fault`` says what is wrong with a reference to paragraphs; ``expand`` gives the ids that one names.
    """
    for way in ways.values():
        read: set[str] = set()
        used = Counter(step.exercise for meeting in way.meetings for step in meeting.plan if step.exercise)
        for name, times in used.items():
            if times > 1:
                yield f"{PATH}: {way.id}: exercise {name} stands in it {times} times"
        for number, meeting in enumerate(way.meetings, start=1):
            where = f"{PATH}: {way.id}: meeting {number}"
            total = sum(step.minutes for step in meeting.plan)
            if total != LONG:
                yield f"{where}: its plan sums to {total} minutes, and the meeting has {LONG}"
            texts = [meeting.question, meeting.home, *(step.do for step in meeting.plan)]
            for reference in [*meeting.read, *(found for text in texts for found in PARA.findall(text))]:
                if message := fault(reference):
                    yield f"{where}: {reference}: {message}"
            read |= {name for each in meeting.read if not fault(each) for name in expand(each)}
            for step in meeting.plan:
                if step.exercise and (unread := not_read(records, step.exercise, read, expand)):
                    yield f"{where}: {step.exercise} asks about {', '.join(unread)}, not read by then"


def not_read(records: Records, exercise: str, read: set[str], expand: Callable[[str], list[str]]) -> list[str]:
    """The paragraphs of an exercise's first reference that are not among those read."""
    return [name for name in expand(records.exercise(exercise)[1].paragraphs[0]) if name not in read]

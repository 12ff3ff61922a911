"""What must hold of the records together, and between them and the texts: each complaint names record and mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from .load import FOLDER
from .model import COURSE, SKILLS, Records, Session

PARA = re.compile(r"\{para\}`(?:[^`<]*<)?([^`>]+)>?`")
CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
LONG, SHORT = 90, 60
"""Minutes of a meeting, and of its cut."""
LEAST = 5
"""Exercises, and questions, of a session."""
NEAREST, FARTHEST = 2, 6
"""Paragraphs from one stop to the next, and from the passage's ends to a stop."""


def _texts(session: Session) -> Iterator[tuple[str, str]]:
    """Each text of a session with the name of its record and field."""
    for each in session.exercises:
        for field in ("prompt", "hint", "follow_up"):
            yield f"{each.id}: {field}", getattr(each, field)
        for field in ("starters", "strong", "considerations"):
            for number, text in enumerate(getattr(each, field), start=1):
                yield f"{each.id}: {field} {number}", text
    for question in session.questions:
        yield f"{question.id}: question", question.question
        for number, option in enumerate(question.options, start=1):
            yield f"{question.id}: option {number}", f"{option.text} {option.feedback}"
    for stop in session.stops:
        yield f"{stop.id}: text", stop.question or stop.note
    for number, entry in enumerate(session.ledger, start=1):
        yield f"ledger {number}", f"{entry.claim} {entry.settle}"
    if session.meeting:
        meeting = session.meeting
        yield "meeting: tension", meeting.tension
        yield "meeting: quiet", meeting.quiet
        for number, each_stuck in enumerate(meeting.stuck, start=1):
            yield f"meeting: stuck {number}", f"{each_stuck.where} {each_stuck.help}"
        for number, step in enumerate(meeting.plan, start=1):
            yield f"meeting: plan {number}", step.do


def _references(session: Session) -> Iterator[tuple[str, str]]:
    """Each reference to paragraphs in the records of a session, with where it stands."""
    for record in session.asked:
        for reference in record.paragraphs:
            yield f"{record.id}: paragraphs", reference
    for entry in session.ledger:
        yield "ledger", entry.paragraph
    for where, text in _texts(session):
        for reference in PARA.findall(text):
            yield where, reference


def _ids(session: Session) -> Iterator[str]:
    prefix = f"{session.name[:2]}-" if session.number else f"{COURSE}-"
    for identifier in session.ids:
        if not identifier.startswith(prefix):
            yield f"{identifier}: its id must begin with {prefix!r}"


def _sourced(session: Session) -> Iterator[str]:
    """Considerations and feedback lead to a paragraph or a source."""
    for each in session.exercises:
        for number, text in enumerate(each.considerations, start=1):
            if not PARA.search(text) and not CITE.search(text):
                yield f"{each.id}: considerations {number} names neither a {{para}} nor a {{cite}}: say where it rests"
    for question in session.questions:
        for number, option in enumerate(question.options, start=1):
            if not PARA.search(option.feedback):
                yield f"{question.id}: option {number}: its feedback names no {{para}}: point back to the text"


def _enough(session: Session) -> Iterator[str]:
    """Five exercises and five questions, of more than one skill, kind and setting."""
    for what, records in (("exercises", session.exercises), ("questions", session.questions)):
        if len(records) < LEAST:
            yield f"{len(records)} {what}, and there should be at least {LEAST}"
    if len({each.skill for each in session.exercises}) < 3:
        yield "its exercises train fewer than three skills"
    kinds = Counter(each.kind for each in session.exercises)
    for kind in ("interpretive", "evaluative"):
        if not kinds[kind]:
            yield f"none of its exercises is {kind}"
    if kinds["factual"] > 1:
        yield "more than one of its exercises is factual: move what has one answer to the questions"
    if len({each.setting for each in session.exercises}) < 2:
        yield "all its exercises have one setting"
    if not session.stops or not session.ledger or session.meeting is None:
        yield "it needs stops, a ledger and a meeting"


def _plan(session: Session) -> Iterator[str]:
    if session.meeting is None:
        return
    for name, total, wanted in (
        ("minutes", sum(step.minutes for step in session.meeting.plan), LONG),
        ("short", sum(step.short for step in session.meeting.plan), SHORT),
    ):
        if total != wanted:
            yield f"meeting: plan: the column {name!r} sums to {total}, and the meeting has {wanted}"
    for step in session.meeting.plan:
        if step.short > step.minutes:
            what = step.exercise or step.do[:30]
            yield f"meeting: plan: {what!r} is longer in the cut ({step.short}) than in full ({step.minutes})"


def _stops(session: Session, placed: Sequence[str]) -> Iterator[str]:
    """Stops stand in the passage, in its order, neither too near to each other nor too far."""
    unknown = [stop for stop in session.stops if stop.after not in placed]
    for stop in unknown:
        yield f"{stop.id}: it stands after {stop.after}, which this session does not place"
    if unknown or not session.stops or not placed:
        return
    positions = [placed.index(stop.after) + 1 for stop in session.stops]
    for (one, other), (stop, following) in zip(pairwise(positions), pairwise(session.stops), strict=True):
        if other - one < NEAREST:
            yield f"{following.id}: {other - one} paragraphs after {stop.id}; stops keep {NEAREST} apart, in order"
        if other - one > FARTHEST:
            yield f"no stop between {stop.after} and {following.after}: {FARTHEST} paragraphs at most"
    if positions[0] > FARTHEST:
        yield f"no stop before {session.stops[0].after}: the first within {FARTHEST} paragraphs"
    if len(placed) - positions[-1] > FARTHEST:
        yield f"no stop after {session.stops[-1].after}: the last within {FARTHEST} paragraphs of the end"


def _tied(session: Session, placed: Sequence[str]) -> Iterator[str]:
    """What is asked about begins in the session's own passage."""
    for record in session.asked:
        first = record.paragraphs[0].partition("-")[0]
        if placed and first not in placed:
            yield f"{record.id}: its first paragraph, {first}, is not in this session’s passage"


def _skills(records: Records) -> Iterator[str]:
    """All five skills in every two sessions that follow each other, counted from the first."""
    sessions = [session for session in records.sessions.values() if session.number]
    for one, other in zip(sessions[::2], sessions[1::2], strict=False):
        trained = {each.skill for session in (one, other) for each in session.exercises}
        if missing := [skill for skill in SKILLS if skill not in trained]:
            yield f"{FOLDER}: sessions {one.number} and {other.number} train no {', no '.join(missing)}"


def complaints(
    records: Records,
    passages: Mapping[str, Sequence[str]],
    paragraph_fault: Callable[[str], str | None],
    works: set[str],
) -> Iterator[str]:
    """A message for each thing that does not hold.

    ``passages`` gives for each session's page the ids of the paragraphs that it places; ``paragraph_fault`` says what
    is wrong with a reference to paragraphs; ``works`` are the keys of the works that may be cited.
    """
    owners: Counter[str] = Counter(identifier for session in records.sessions.values() for identifier in session.ids)
    for identifier, number in owners.items():
        if number > 1:
            yield f"{FOLDER}: {number} records have the id {identifier!r}; ids are unique over the course"
    for session in records.sessions.values():
        path = FOLDER / f"{session.name}.yml"
        found = [*_ids(session), *_sourced(session), *_plan(session)]
        if session.number:
            placed = passages.get(session.name, ())
            if not placed:
                found.append(f"there is no page book/sessions/{session.name}.md with a passage: name both alike")
            found += [*_enough(session), *_stops(session, placed), *_tied(session, placed)]
        for where, reference in _references(session):
            if fault := paragraph_fault(reference):
                found.append(f"{where}: {reference}: {fault}")
        for where, text in _texts(session):
            for key in (key.strip() for keys in CITE.findall(text) for key in keys.split(",")):
                if key not in works:
                    found.append(f"{where}: there is no work {key!r} in book/references.bib")
        yield from (f"{path}: {each}" for each in found)
    yield from _skills(records)

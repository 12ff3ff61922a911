"""What the course asks about: figures that anyone can have printed (``studyguide exercises --coverage``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from .model import KINDS, SETTINGS, SKILLS, Records, Session

Table = tuple[list[str], list[list[str]]]
"""The heads of the columns, and the rows."""


def _reach(session: Session, placed: Sequence[str]) -> int:
    """The most paragraphs that a reader of this passage goes without a stop."""
    positions = [0, *(placed.index(stop.after) + 1 for stop in session.stops), len(placed)]
    return max(other - one for one, other in pairwise(positions))


def by_session(
    records: Records, passages: Mapping[str, Sequence[str]], expand: Callable[[str], Sequence[str]]
) -> Table:
    """A row a session: paragraphs, stops, the longest way without one, paragraphs asked about, records, minutes.

    ``expand`` gives the ids of a reference such as ``S37-S38``.
    """
    head = ["Session", "Paragraphs", "Stops", "Farthest", "Asked about", "Exercises", "Questions"]
    head += [f"Minutes {setting}" for setting in SETTINGS]
    rows = []
    for session in records.sessions.values():
        if not session.number:
            continue
        placed = passages[session.name]
        asked = {
            identifier
            for record in session.asked
            for reference in record.paragraphs
            for identifier in expand(reference)
        }
        minutes = [session.minutes(setting) for setting in SETTINGS]
        figures = [
            len(placed),
            len(session.stops),
            _reach(session, placed),
            len(asked.intersection(placed)),
            len(session.exercises),
            len(session.questions),
            *minutes,
        ]
        rows.append([str(session.number), *map(str, figures)])
    totals = [str(sum(int(row[column]) for row in rows)) for column in range(1, len(head))]
    totals[2] = str(max(int(row[3]) for row in rows))
    return head, [*rows, ["all", *totals]]


def by_skill(records: Records) -> Table:
    """A row a skill: how many exercises of each kind train it, over the course."""
    counted = Counter((each.skill, each.kind) for session in records.sessions.values() for each in session.exercises)
    rows = [[skill, *(str(counted[skill, kind]) for kind in KINDS)] for skill in SKILLS]
    for row in rows:
        row.append(str(sum(map(int, row[1:]))))
    totals = [str(sum(int(row[column]) for row in rows)) for column in range(1, len(KINDS) + 2)]
    return ["Skill", *KINDS, "all"], [*rows, ["all", *totals]]

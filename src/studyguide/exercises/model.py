"""The records of a session: exercises, self-check questions, stops, claims for the evidence ledger, and the meeting.

Text fields are MyST Markdown in which ``{para}`` and ``{cite}`` work. What each field may hold is said in
``exercises/schema.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from string import ascii_lowercase
from typing import Any

SKILLS = ("sourcing", "contextualisation", "corroboration", "close reading", "data")
KINDS = ("factual", "interpretive", "evaluative")
SETTINGS = ("alone", "pairs", "group")
COURSE = "course"
"""What an id begins with whose record belongs to no session but to the whole course."""


@dataclass(frozen=True)
class RubricRow:
    """One criterion of a rubric and what three stages of it look like."""

    criterion: str
    beginning: str
    sound: str
    strong: str


@dataclass(frozen=True)
class Exercise:
    """A discussion exercise; ``paragraphs`` are references such as ``S37-S38``, ``minutes`` are of the long meeting."""

    id: str
    title: str
    skill: str
    kind: str
    paragraphs: tuple[str, ...]
    minutes: int
    setting: str
    prompt: str
    starters: tuple[str, ...]
    hint: str
    strong: tuple[str, ...]
    considerations: tuple[str, ...]
    follow_up: str
    rubric: tuple[RubricRow, ...] = ()


@dataclass(frozen=True)
class Option:
    """One answer to a self-check question, and what is said to those who choose it."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A self-check question; one of its options is right."""

    id: str
    question: str
    paragraphs: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Stop:
    """What stands after a paragraph of a passage: a short ``question``, or an editors' ``note``."""

    id: str
    after: str
    question: str = ""
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """A claim for the evidence ledger, its paragraph, and what would settle it."""

    claim: str
    paragraph: str
    settle: str


@dataclass(frozen=True)
class Step:
    """A step of a meeting: an ``exercise`` by its id, or what to ``do``; in minutes of ninety, and of sixty."""

    short: int
    minutes: int
    exercise: str = ""
    do: str = ""


@dataclass(frozen=True)
class Stuck:
    """Where groups get stuck, and what helps."""

    where: str
    help: str


@dataclass(frozen=True)
class Meeting:
    """What only the facilitator needs."""

    tension: str
    stuck: tuple[Stuck, ...]
    quiet: str
    materials: tuple[str, ...]
    board: tuple[str, ...]
    plan: tuple[Step, ...]


@dataclass(frozen=True)
class Session:
    """The records of one file; ``name`` is the name of the session's page, ``number`` its figure (0: the course)."""

    name: str
    number: int
    exercises: tuple[Exercise, ...]
    questions: tuple[Question, ...] = ()
    stops: tuple[Stop, ...] = ()
    ledger: tuple[Entry, ...] = ()
    meeting: Meeting | None = None

    @property
    def asked(self) -> tuple[Exercise | Question, ...]:
        """The exercises, and then the questions."""
        return (*self.exercises, *self.questions)

    @property
    def ids(self) -> list[str]:
        """All ids of the session's records, in their order."""
        return [each.id for each in (*self.asked, *self.stops)]

    def label(self, identifier: str) -> str:
        """What readers call an exercise (``5.2``) or a question (``5b``); nothing for one of the whole course."""
        numbered = {each.id: f"{self.number}.{position}" for position, each in enumerate(self.exercises, start=1)}
        letters = zip(ascii_lowercase, self.questions, strict=False)
        lettered = {each.id: f"{self.number}{letter}" for letter, each in letters}
        return (numbered | lettered)[identifier] if self.number else ""

    def minutes(self, *settings: str) -> int:
        """The minutes of the exercises in these settings."""
        return sum(each.minutes for each in self.exercises if each.setting in settings)

    def as_json(self) -> dict[str, Any]:
        """The records as plain data, with the labels that readers see."""
        data = asdict(self)
        for record in (*data["exercises"], *data["questions"]):
            record["label"] = self.label(record["id"])
        return data


@dataclass(frozen=True)
class Records:
    """The records of the whole course, by the name of the session's page, in the order of the course."""

    sessions: Mapping[str, Session]

    def exercise(self, identifier: str) -> tuple[Session, Exercise]:
        """The exercise with this id and its session; KeyError when there is none."""
        for session in self.sessions.values():
            for each in session.exercises:
                if each.id == identifier:
                    return session, each
        raise KeyError(identifier)

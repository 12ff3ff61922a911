"""Reading the files of records: each is checked against ``exercises/schema.json`` before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from studyguide.edition.records import read

from .model import Entry, Exercise, Meeting, Option, Question, Records, RubricRow, Session, Step, Stop, Stuck

FOLDER = Path("exercises")
SCHEMA = FOLDER / "schema.json"


class RecordError(ValueError):
    """Records that cannot stand; each line of the message names file, record, field and mend."""


def record_files(root: Path) -> list[Path]:
    """The files of records below the repository ``root``, in the order of the course."""
    return sorted((root / FOLDER).glob("[0-9][0-9]-*.yml"))


def _described(schema: dict[str, Any], path: list[str | int], root: dict[str, Any]) -> str:
    """The description of the innermost field on the path that has one."""
    found = ""
    for step in [None, *path]:
        if step is not None:
            schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        if "$ref" in schema:
            schema = {**root["$defs"][schema["$ref"].rsplit("/", 1)[1]], **schema}
        found = str(schema.get("description", found))
    return found


def _fault(error: jsonschema.ValidationError) -> str:
    """What is wrong, in fewer words than the validator's where the value is long."""
    value = repr(error.instance)
    if error.validator == "additionalProperties":
        known = set(error.schema.get("properties", {}))
        return f"there is no field {', '.join(sorted(map(repr, set(error.instance) - known)))}"
    if error.validator == "required":
        return str(error.message)
    if error.validator in ("contains", "maxContains"):
        return "exactly one option must have right: true"
    if error.validator in ("oneOf", "not"):
        return f"{value[:60]} has not exactly one of the forms that it may have"
    return error.message if len(value) < 60 else f"{value[:50]}… does not fit ({error.validator})"


def misfits(raw: Any, schema: dict[str, Any], path: Path) -> Iterator[str]:
    """A line for each place where what a file holds does not keep to its schema."""
    validator = jsonschema.Draft202012Validator(schema)
    for error in sorted(validator.iter_errors(raw), key=lambda each: [str(step) for step in each.absolute_path]):
        where, record, steps = [str(path)], raw, list(error.absolute_path)
        for depth, step in enumerate(steps):
            record = record[step]
            if isinstance(step, int):
                name = record.get("id") if isinstance(record, dict) else None
                where.append(f"{steps[depth - 1]} {step + 1}" + (f" ({name})" if name else ""))
            elif depth + 1 == len(steps) or not isinstance(steps[depth + 1], int):
                where.append(f"field {step!r}")
        mend = _described(schema, steps, schema)
        yield f"{': '.join(where)}: {_fault(error)}. {mend}".rstrip()


def _exercise(raw: dict[str, Any]) -> Exercise:
    lists = {key: tuple(raw[key]) for key in ("paragraphs", "starters", "strong", "considerations")}
    rubric = tuple(RubricRow(**row) for row in raw.get("rubric", ()))
    return Exercise(**{**raw, **lists, "rubric": rubric})


def _question(raw: dict[str, Any]) -> Question:
    options = tuple(Option(**option) for option in raw["options"])
    return Question(**{**raw, "paragraphs": tuple(raw["paragraphs"]), "options": options})


def _meeting(raw: dict[str, Any], minutes: dict[str, int], path: Path) -> Meeting:
    plan = []
    for number, step in enumerate(raw["plan"], start=1):
        if "exercise" in step and step["exercise"] not in minutes:
            where, known = f"{path}: meeting: plan {number}", ", ".join(minutes)
            raise RecordError(f"{where}: there is no exercise {step['exercise']!r} in this file; it has {known}")
        plan.append(Step(**{"minutes": minutes.get(step.get("exercise"), 0), **step}))
    return Meeting(
        tension=raw["tension"],
        stuck=tuple(Stuck(**each) for each in raw["stuck"]),
        quiet=raw["quiet"],
        materials=tuple(raw["materials"]),
        board=tuple(raw["board"]),
        plan=tuple(plan),
    )


def load_session(root: Path, path: Path) -> Session:
    """The records of one file, given by its path below ``root``; RecordError names everything that does not fit."""
    schema = json.loads((root / SCHEMA).read_text(encoding="utf-8"))
    raw = read(root, path, RecordError)
    if complaints := list(misfits(raw, schema, path)):
        raise RecordError("\n".join(complaints))
    exercises = tuple(_exercise(each) for each in raw["exercises"])
    minutes = {each.id: each.minutes for each in exercises}
    return Session(
        name=path.stem,
        number=int(path.stem[:2]),
        exercises=exercises,
        questions=tuple(_question(each) for each in raw.get("questions", ())),
        stops=tuple(Stop(**each) for each in raw.get("stops", ())),
        ledger=tuple(Entry(**each) for each in raw.get("ledger", ())),
        meeting=_meeting(raw["meeting"], minutes, path) if "meeting" in raw else None,
    )


def load_records(root: Path) -> Records:
    """All records below the repository ``root``; RecordError has a line for each fault of any file."""
    sessions: dict[str, Session] = {}
    faults = []
    for path in record_files(root):
        try:
            session = load_session(root, path.relative_to(root))
        except RecordError as error:
            faults.append(str(error))
        else:
            sessions[session.name] = session
    if faults:
        raise RecordError("\n".join(faults))
    return Records(sessions)

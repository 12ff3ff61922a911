"""The exercises: records in ``exercises/``, the only place where a question is written.

Rooms: ``model`` (what a record is), ``load`` (files to records, checked against the schema), ``rules`` (what must hold
of them together and towards the texts), ``identity`` (frozen ids), ``coverage`` (what the course asks about), ``paths``
(shorter ways through the course).
"""

from .load import RecordError, load_records
from .model import Exercise, Question, Records, Session

__all__ = ["Exercise", "Question", "RecordError", "Records", "Session", "load_records"]

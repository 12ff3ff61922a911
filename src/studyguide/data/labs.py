"""Checks in the labs: whether a number fits, said in words, and where to look if it does not.

The answers and how far one may be from them stand in ``book/data/lab-answers.csv``. Only sums have an answer.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from html import escape
from numbers import Real
from pathlib import Path

from .tables import rows

TABLE = "lab-answers"


@dataclass(frozen=True)
class Verdict:
    """What a check has found: whether the answer ``fits``, and the ``text`` that says so or says where to look."""

    fits: bool
    text: str

    def _repr_html_(self) -> str:
        """The words as a paragraph of the page."""
        return f'<p class="lab-check" data-fits="{str(self.fits).lower()}">{escape(self.text)}</p>'

    def __repr__(self) -> str:
        """The words alone."""
        return self.text


def check(name: str, *answer: object, root: Path | None = None) -> Verdict:
    """Say whether ``answer`` fits the exercise ``name``; no answer of whatever kind is an error.

    Several answers are, most likely, a number written with a comma.
    """
    known = {row["id"]: row for row in rows(TABLE, root)}
    if name not in known:
        close = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
        meant = f" Did you mean “{close[0]}”?" if close else ""
        return Verdict(False, f"No exercise has the name “{name}”.{meant} The names are: {', '.join(known)}.")
    row = known[name]
    given = answer[0] if len(answer) == 1 else answer
    if obstacle := _no_number(given):
        return Verdict(False, obstacle)
    assert isinstance(given, Real)
    if not row["low"] <= given <= row["high"]:
        return Verdict(False, f"{_shown(given)} does not fit yet. {row['otherwise']}")
    nearly = "" if given == row["answer"] else f" (the editors have {_shown(row['answer'])})"
    return Verdict(True, f"{_shown(given)} fits{nearly}. {row['fits']}")


def _no_number(given: object) -> str:
    """What keeps an answer from being compared; nothing when it is a number."""
    if given is None or given is ...:
        return "There is nothing to check yet. Put your number in the place of the answer and run the cell again."
    if isinstance(given, tuple | list):
        return "A check takes one number. Write it without comma and brackets, as 3000 or 3_000, and run it again."
    if isinstance(given, str):
        return "This is text. Write the number without quotation marks, and without its unit."
    if isinstance(given, bool) or not isinstance(given, Real):
        return "This is not a number. Put your number, or the name that you gave it, in the place of the answer."
    if isinstance(given, float) and not math.isfinite(given):
        return "This number has no size. Look for a division by nothing in the cells above."
    return ""


def _shown(number: Real) -> str:
    """A number as a reader would type it: no comma, no long tail of decimals."""
    return f"{number:.6g}" if isinstance(number, float) and abs(number) < 1e6 else str(number)

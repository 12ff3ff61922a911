"""Quotations as data: who speaks, on what occasion, and through whose hands the words came.

The records stand in ``book/texts/quotations.yml``, one for each utterance of one speaker; its parts are whole blocks,
or stretches of a paragraph told by their first and last words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .records import read

PATH = Path("book/texts/quotations.yml")
OPENING_MARKS, CLOSING_MARKS = "“‘", "”’"


class QuotationError(ValueError):
    """A record of quotations that does not fit the texts; the message names the record and the mend."""


@dataclass(frozen=True)
class Utterance:
    """What one speaker said on one occasion; ``via`` are the hands it came through, the last the text's writer."""

    number: int
    speaker: str
    occasion: str
    via: tuple[str, ...]
    note: str = ""
    within: bool = False


@dataclass(frozen=True)
class Voice:
    """text[start:end] of a block is quoted from ``utterance``; ``whole`` when that is the whole block."""

    utterance: Utterance
    start: int
    end: int
    whole: bool

    def as_json(self) -> dict[str, object]:
        """The quotation as plain data."""
        return {
            "speaker": self.utterance.speaker,
            "occasion": self.utterance.occasion,
            "via": list(self.utterance.via),
            "offset": self.start,
            "length": self.end - self.start,
        }


def _stretch(part: dict[str, Any], text: str, where: str) -> tuple[int, int, bool]:
    """Where in the text of its paragraph a part stands."""
    opening, closing = part.get("opening"), part.get("closing")
    if opening is None and closing is None:
        return 0, len(text), True
    if opening is None or closing is None:
        raise QuotationError(f"{where}: give both 'opening' and 'closing', or neither for the whole block")
    starts = [i for i in range(len(text)) if text.startswith(opening, i) and (i == 0 or text[i - 1] in OPENING_MARKS)]
    if len(starts) != 1:
        raise QuotationError(
            f"{where}: {opening!r} must follow an opening mark in {part['paragraph']} once, not {len(starts)} times; "
            "copy the first words from the cleaned text, without the mark"
        )
    end = text.find(closing, starts[0])
    while end >= 0 and end + len(closing) < len(text) and text[end + len(closing)] not in CLOSING_MARKS:
        end = text.find(closing, end + 1)
    if end < 0:
        raise QuotationError(
            f"{where}: {closing!r} must stand before a closing mark, or at the end, in {part['paragraph']}; "
            "copy the last words from the cleaned text, without the mark"
        )
    return starts[0], end + len(closing), False


def parse_quotations(records: Any, texts: Mapping[str, str]) -> dict[str, tuple[Voice, ...]]:
    """Place the records on the texts (by paragraph id); give the voices of each paragraph in their order.

    Raises QuotationError at the first record that does not fit.
    """
    found: dict[str, list[Voice]] = defaultdict(list)
    for number, record in enumerate(records or [], start=1):
        where = f"{PATH}: record {number}"
        if (
            not isinstance(record, dict)
            or not record.get("speaker")
            or not record.get("via")
            or not record.get("parts")
        ):
            raise QuotationError(f"{where}: a record has a speaker, an occasion, via (a list) and parts")
        where += f" ({record['speaker']})"
        unknown = set(record) - {"speaker", "occasion", "via", "parts", "note", "within"}
        if unknown:
            raise QuotationError(f"{where}: there is no field {', '.join(sorted(unknown))}")
        utterance = Utterance(
            number,
            record["speaker"],
            record.get("occasion") or "",
            tuple(record["via"]),
            record.get("note") or "",
            bool(record.get("within")),
        )
        for part in record["parts"]:
            paragraph = part.get("paragraph")
            if paragraph not in texts:
                raise QuotationError(f"{where}: there is no paragraph {paragraph}")
            voice = Voice(utterance, *_stretch(part, texts[paragraph], where))
            for other in found[paragraph]:
                nested = utterance.within or other.utterance.within
                if voice.start < other.end and other.start < voice.end and not nested:
                    raise QuotationError(
                        f"{where}: in {paragraph} it overlaps {other.utterance.speaker} (record "
                        f"{other.utterance.number}); a quotation in a quotation has 'within: true'"
                    )
            found[paragraph].append(voice)
    return {paragraph: tuple(sorted(voices, key=lambda v: (v.start, -v.end))) for paragraph, voices in found.items()}


def load_quotations(root: Path, texts: Mapping[str, str]) -> dict[str, tuple[Voice, ...]]:
    """Read the records below the repository ``root`` and place them on the texts."""
    return parse_quotations(read(root, PATH, QuotationError), texts)

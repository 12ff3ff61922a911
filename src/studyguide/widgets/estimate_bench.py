"""The estimate bench: from delegates to members, by choices that the reader makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from studyguide.data.show import table

from .base import CourseWidget, module


class EstimateBench(CourseWidget):
    """How many members stand behind a number of delegates? A band, never one number.

    ``counts``: who is counted and how many delegates that makes, in the order shown. ``low`` and ``high``: members for
    one delegate, at least and at most. ``factor``: the band's upper end is multiplied by up to this (1 to 3), as the
    author suggests. ``chosen``: the index of the count taken, or -1 for all of them. ``printed``: the estimate printed
    in the text, in members, drawn as a line.
    """

    name = "estimate-bench"
    shared = ("chosen", "low", "high", "factor")
    _esm = module("estimate-bench.js")

    counts = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    low = traitlets.Int(3_000).tag(sync=True)
    high = traitlets.Int(3_500).tag(sync=True)
    factor = traitlets.Float(1.0).tag(sync=True)
    printed = traitlets.Int().tag(sync=True)

    def __init__(self, counts: Mapping[str, int], **traits: Any) -> None:
        """``counts`` maps who is counted to the number of delegates."""
        super().__init__(counts=[{"label": label, "delegates": number} for label, number in counts.items()], **traits)

    @traitlets.validate("low", "high")
    def _members(self, proposal: dict[str, Any]) -> int:
        value: int = proposal["value"]
        if not 1_000 <= value <= 10_000:
            raise traitlets.TraitError(f"members for one delegate: {value} is not between 1,000 and 10,000")
        return value

    @traitlets.validate("factor")
    def _factor(self, proposal: dict[str, Any]) -> float:
        value: float = proposal["value"]
        if not 1 <= value <= 3:
            raise traitlets.TraitError(f"factor: {value} is not between 1 and 3")
        return value

    def bands(self) -> dict[str, tuple[int, int]]:
        """For each count, the least and the most members that it stands for by the present choices."""
        return {
            count["label"]: (count["delegates"] * self.low, round(count["delegates"] * self.high * self.factor))
            for count in self.counts
        }

    def static_html(self) -> str:
        """The bands as a table, and as a figure where matplotlib is at hand (a browser's kernel has none)."""
        basis = f"{self.low:,} to {self.high:,} members for one delegate"
        bands = list(zip(self.counts, self.bands().values(), strict=True))
        shown = table(
            f"Members by each count of delegates, at {basis}",
            ("Who is counted", "Delegates", "Members"),
            [(count["label"], count["delegates"], f"{low:,} to {high:,}") for count, (low, high) in bands],
        )
        return self._figure(basis) + shown._repr_html_()

    def _figure(self, basis: str) -> str:
        try:
            from studyguide.data import draw
        except ModuleNotFoundError:
            return ""
        names = [f"{count['delegates']} delegates" for count in self.counts]
        picture = draw.ranges(
            dict(zip(names, self.bands().values(), strict=True)),
            label="members",
            mark=("printed", self.printed),
            caption=f"What each count of delegates stands for, at {basis}. The line marks the printed estimate.",
        )
        return picture._repr_html_() + "\n"

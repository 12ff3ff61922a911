"""Dates as the tables give them: ISO 8601, New Style, a day, a month or a year; and the calendar of tsarist Russia."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date, timedelta

REFORM = date(1918, 2, 14)
"""The first day that Soviet Russia counted in the New Style: 31 January was followed by 14 February."""
_THIRTEEN = date(1900, 3, 13)
"""From this day on the two calendars were thirteen days apart; in the nineteenth century, twelve."""


def first_day(text: str) -> date:
    """The first day of a day, a month or a year; ValueError when it is none."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if len(text) == 7 else text)


def last_day(text: str) -> date:
    """The last day of a day, a month or a year; ValueError when it is none."""
    day = first_day(text)
    if len(text) == 4:
        return date(day.year, 12, 31)
    return day.replace(day=monthrange(day.year, day.month)[1]) if len(text) == 7 else day


def lag(day: date) -> timedelta:
    """By how much the calendar in use in Russia was behind on a day of the New Style."""
    if day >= REFORM:
        return timedelta()
    return timedelta(days=13 if day >= _THIRTEEN else 12)


def in_words(text: str) -> str:
    """A day, a month or a year: “8 March 1917”, “March 1917”, “1917”."""
    day = first_day(text)
    return " ".join([str(day.day), month_name[day.month], str(day.year)][{10: 0, 7: 1, 4: 2}[len(text)] :])


def span_in_words(begins: str, ends: str) -> str:
    """A span, with nothing said twice: “8–16 March 1921”, “27 March to 2 April 1922”; no end is “or later”."""
    if not ends:
        return f"{in_words(begins)} or later"
    if begins == ends:
        return in_words(begins)
    first, last = in_words(begins).split(), in_words(ends).split()
    if len(first) != len(last):
        return f"{' '.join(first)} to {' '.join(last)}"
    while len(first) > 1 and first[-1] == last[len(first) - 1]:
        first.pop()
    dash = "–" if len(first) == 1 else " to "
    return f"{' '.join(first)}{dash}{' '.join(last)}"

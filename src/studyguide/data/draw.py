"""Drawing with matplotlib, in one style: legible in light, in dark, and in grey print.

The drawings are SVG with text as text. Their colours are CSS variables of the page (with a fallback for Jupyter), so
that they follow its theme; marks differ in shape as well as in colour.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .show import Picture

INK, MUTED, GRID, FIRST, SECOND, THIRD = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
VARIABLES = {
    INK: "var(--fig-ink, #1f1d1a)",
    MUTED: "var(--fig-muted, #5d574e)",
    GRID: "var(--fig-grid, #d8d2c6)",
    FIRST: "var(--fig-1, #1f5f8b)",
    SECOND: "var(--fig-2, #a8481f)",
    THIRD: "var(--fig-3, #5b6b1e)",
}
"""Stand-ins that matplotlib can paint with, and what the page puts in their place."""
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "studyguide",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}
WIDTH = 4.4
"""Inches: narrow, so that the letters stay legible on a phone."""


def picture(figure: Figure, alternative: str, caption: str) -> Picture:
    """Turn a matplotlib figure into a picture for the page: the same bytes for the same drawing."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg ") :]
    # Inside a page, matplotlib's style element would reach out of the picture.
    svg = re.sub(r"<(metadata|style).*?</\1>\s*", "", svg, flags=re.DOTALL)
    opening, rest = svg.split(">", 1)
    svg = re.sub(r' (?:width|height)="[^"]*"', "", opening) + ">" + rest  # as wide as its place on the page
    svg = _own_ids(svg)
    for stand_in, variable in VARIABLES.items():
        svg = svg.replace(stand_in, variable)
    return Picture(svg.strip(), alternative, caption)


def _own_ids(svg: str) -> str:
    """Drop the ids that nothing refers to, and make the others this picture's own: a page holds several pictures."""
    used = set(re.findall(r'(?:url\(|href=")#([^")]+)', svg))
    mark = hashlib.sha256(svg.encode()).hexdigest()[:6]
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{m[1]}-{mark}"' if m[1] in used else "", svg)
    return re.sub(r'(url\(|href=")#([^")]+)', rf"\1#\2-{mark}", svg)


def _axes(rows: int, label: str) -> tuple[Figure, Axes]:
    """Axes for horizontal marks, one row each, the first on top."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 0.75 + 0.5 * rows))
        axes = figure.add_subplot()
        axes.set_ylim(rows - 0.4, -0.6)
        axes.set_xlabel(label)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        return figure, axes


def ranges(bands: Mapping[str, tuple[float, float]], *, label: str, mark: tuple[str, float], caption: str) -> Picture:
    """Bands from a lower to an upper value, one row a name, and a line at a printed value.

    ``label`` names the axis with its unit; ``mark`` is the name and the value of the line. The text alternative says
    every figure that is drawn.
    """
    figure, axes = _axes(len(bands), label)
    with mpl.rc_context(STYLE):
        for row, (low, high) in enumerate(bands.values()):
            axes.barh(row, high - low, left=low, height=0.34, color=FIRST)
            axes.annotate(f"{low:,.0f} to {high:,.0f}", (high, row), (5, 0), textcoords="offset points", va="center")
        axes.axvline(mark[1], color=SECOND, linewidth=1.6, linestyle=(0, (4, 2)))
        name = f"{mark[0]}: {mark[1]:,.0f}"
        axes.annotate(name, (mark[1], -0.6), (0, 3), textcoords="offset points", ha="center", color=SECOND)
        axes.set_yticks(range(len(bands)), labels=list(bands))
        axes.set_xlim(0, 1.45 * max(mark[1], *(high for _, high in bands.values())))
    spoken = "; ".join(f"{who}, {low:,.0f} to {high:,.0f}" for who, (low, high) in bands.items())
    return picture(figure, f"Bands of {label}: {spoken}. A line marks {name}.", caption)


def dots(rows: Sequence[str], series: Mapping[str, Sequence[float]], *, label: str, caption: str) -> Picture:
    """One row a name, one mark for each series, never joined by a line: the definitions differ."""
    figure, axes = _axes(len(rows), label)
    marks = (("o", FIRST), ("D", SECOND), ("s", THIRD))
    with mpl.rc_context(STYLE):
        for (name, values), (shape, colour) in zip(series.items(), marks, strict=False):
            side = -16 if shape == "D" else 8  # two figures that lie close must not cover each other
            axes.plot(values, range(len(rows)), shape, color=colour, markersize=7, label=name, linestyle="none")
            for row, value in enumerate(values):
                axes.annotate(
                    f"{value:,.0f}", (value, row), (0, side), textcoords="offset points", ha="center", color=colour
                )
        axes.set_yticks(range(len(rows)), labels=list(rows))
        axes.set_xlim(0, 1.15 * max(value for values in series.values() for value in values))
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.16 - 0.3 / len(rows)), frameon=False, borderpad=0)
    spoken = ". ".join(
        f"{name}: " + ", ".join(f"{row} {value:,.0f}" for row, value in zip(rows, values, strict=True))
        for name, values in series.items()
    )
    return picture(figure, f"{label[:1].upper()}{label[1:]}, by row. {spoken}.", caption)

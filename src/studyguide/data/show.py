"""What a data cell gives to the page: a table, and a picture with its text alternative.

Both are HTML, so that the page, Jupyter and the browser's kernel show the same; nothing here needs more than the
standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Cell = str | int | float
NUMBER = ' class="number"'


def text(cell: Cell) -> str:
    """A cell as printed: thousands get their comma, and no estimate gets a decimal that it does not have."""
    return cell if isinstance(cell, str) else f"{cell:,}"


@dataclass(frozen=True)
class Table:
    """A small table: ``columns`` are the headings, each row begins with its own heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def _repr_html_(self) -> str:
        """The table in HTML, its headings tied to their cells for those who hear it."""
        numbers = [all(not isinstance(row[i], str) for row in self.rows) for i in range(len(self.columns))]
        head = "".join(
            f'<th scope="col"{NUMBER if number else ""}>{escape(column)}</th>'
            for column, number in zip(self.columns, numbers, strict=True)
        )
        body = ""
        for row in self.rows:
            cells = "".join(
                f"<td{'' if isinstance(cell, str) else NUMBER}>{escape(text(cell))}</td>" for cell in row[1:]
            )
            body += f'<tr><th scope="row">{escape(text(row[0]))}</th>{cells}</tr>\n'
        return (
            f'<div class="table-frame" role="region" aria-label="{escape(self.caption)}" tabindex="0">\n'
            f'<table class="figure-table">\n<caption>{escape(self.caption)}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>"
        )

    def __repr__(self) -> str:
        """The table in plain text."""
        lines = [self.caption, "\t".join(self.columns)]
        return "\n".join([*lines, *("\t".join(text(cell) for cell in row) for row in self.rows)])


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Make a table; ValueError when a row has not as many cells as there are columns."""
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"table {caption!r}: row {row[0]!r} has {len(row)} cells for {len(columns)} columns")
    return Table(caption, columns, rows)


@dataclass(frozen=True)
class Picture:
    """A drawing: SVG source, the text alternative that says what it shows, the caption that says what to see in it."""

    svg: str
    alternative: str
    caption: str

    def _repr_html_(self) -> str:
        """The figure in HTML."""
        image = self.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(self.alternative)}" ', 1)
        return f'<figure class="figure">\n{image}\n<figcaption>{escape(self.caption)}</figcaption>\n</figure>'

    def __repr__(self) -> str:
        """The alternative, for those who get no picture."""
        return f"[Figure: {self.alternative}] {self.caption}"

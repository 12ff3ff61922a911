"""Tables with their citations, and how a data cell shows them.

`rows` reads a table, `claims` a table of claims, `values` the figures of one alone;
`table` and `draw` show what a cell has computed. The arithmetic stays in the cell.
"""

from .show import Picture, Table, table
from .tables import Claim, DataError, claims, rows, values

__all__ = ["Claim", "DataError", "Picture", "Table", "claims", "rows", "table", "values"]

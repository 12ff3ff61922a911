"""Tables with their citations, and how a data cell shows them.

`claims` reads a table, `values` its figures alone;
`table` and `draw` show what a cell has computed. The arithmetic stays in the cell.
"""

from .show import Picture, Table, table
from .tables import Claim, DataError, claims, values

__all__ = ["Claim", "DataError", "Picture", "Table", "claims", "table", "values"]

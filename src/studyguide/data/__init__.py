"""Tables with their citations, and how a data cell shows them.

`claims` reads a table; `table` and `draw` show what a cell has computed. The arithmetic stays in the cell.
"""

from .show import Picture, Table, table
from .tables import Claim, DataError, claims

__all__ = ["Claim", "DataError", "Picture", "Table", "claims", "table"]

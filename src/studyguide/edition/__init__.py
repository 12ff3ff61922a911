"""The edition: from the scan to cleaned paragraphs with ids, pages and a record of every change.

`load_edition(root)` is the door. The scan (`scan`) never changes; the layout rules (`layout`), the character rules
(`characters`) and the emendations ledger (`ledger`) propose edits (`edits`), and `assemble` applies them and cuts the
cleaned document into blocks.
"""

from .assemble import Block, Edition, EditionError, load_edition
from .layout import LayoutError
from .ledger import LedgerError
from .reference import UnknownParagraphError
from .scan import ScanError
from .structure import StructureError

EDITION_ERRORS = (ScanError, StructureError, LayoutError, LedgerError, EditionError)
"""What `load_edition` raises: each message names file, place and mend."""

__all__ = [
    "EDITION_ERRORS",
    "Block",
    "Edition",
    "EditionError",
    "LayoutError",
    "LedgerError",
    "ScanError",
    "StructureError",
    "UnknownParagraphError",
    "load_edition",
]

"""The edition: from the scan to cleaned paragraphs with ids, pages and a record of every change.

`load_edition(root)` is the door. The scan (`scan`) never changes; the layout rules (`layout`), the character rules
(`characters`) and the emendations ledger (`ledger`) propose edits (`edits`), and `assemble` applies them and cuts the
cleaned document into blocks, with their frozen ids (`identity`), the names in them (`names`) and the voices quoted in
them (`quotations`).
"""

from .assemble import Edition, EditionError, load_edition
from .blocks import Block
from .layout import LayoutError
from .ledger import LedgerError
from .names import NamesError
from .quotations import QuotationError
from .reference import UnknownParagraphError
from .scan import ScanError
from .structure import StructureError

EDITION_ERRORS = (ScanError, StructureError, LayoutError, LedgerError, NamesError, QuotationError, EditionError)
"""What `load_edition` raises: each message names file, place and mend."""

__all__ = [
    "EDITION_ERRORS",
    "Block",
    "Edition",
    "EditionError",
    "LayoutError",
    "LedgerError",
    "NamesError",
    "QuotationError",
    "ScanError",
    "StructureError",
    "UnknownParagraphError",
    "load_edition",
]

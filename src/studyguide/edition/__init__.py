"""The edition: from the scan to cleaned paragraphs with ids, pages and a record of every change.

`load_edition(root)` is the door. The scan (`scan`) never changes; the layout rules (`layout`), the character rules
(`characters`) and the emendations ledger (`ledger`) propose edits (`edits`), and `assemble` applies them and cuts the
cleaned document into blocks.
"""

from .assemble import Block, Edition, EditionError, load_edition
from .ledger import LedgerError
from .reference import UnknownParagraphError

__all__ = ["Block", "Edition", "EditionError", "LedgerError", "UnknownParagraphError", "load_edition"]

"""The scan: the one witness to the texts, read as it is and never changed."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path("book/texts/source")
NAME = "pamphlet.txt"
CHECKSUMS = "SHA256SUMS"


class ScanError(ValueError):
    """The scan is not the file that the checksum names."""


@dataclass(frozen=True)
class Scan:
    """The scan's text with its lines.

    ``text`` is the whole file, decoded as UTF-8; lines are counted from 1, as an editor shows them.
    """

    text: str
    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Scan:
        """Make a scan of ``text``; every line must end with a newline."""
        starts = [0]
        for offset, character in enumerate(text):
            if character == "\n":
                starts.append(offset + 1)
        return cls(text, tuple(starts[:-1] if text.endswith("\n") else starts))

    @property
    def line_count(self) -> int:
        """Number of lines."""
        return len(self.starts)

    def start(self, line: int) -> int:
        """Offset in characters at which line ``line`` (from 1) begins; one past the last gives the end."""
        return self.starts[line - 1] if line <= self.line_count else len(self.text)

    def line(self, number: int) -> str:
        """The text of a line, its newline included."""
        return self.text[self.start(number) : self.start(number + 1)]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at ``offset``."""
        return bisect_right(self.starts, offset)


def checksum(root: Path) -> str:
    """The SHA-256, in hexadecimal, that is recorded for the scan beside it."""
    for line in (root / FOLDER / CHECKSUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if name == NAME:
            return digest
    raise ScanError(f"{FOLDER / CHECKSUMS}: no line for {NAME}. Put the published file back.")


def load_scan(root: Path) -> Scan:
    """Read the scan below ``root`` (the repository).

    Raises ScanError when its bytes are not those of the recorded checksum: the scan never changes,
    a reading is changed in the ledger.
    """
    content = (root / FOLDER / NAME).read_bytes()
    expected, found = checksum(root), hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ScanError(
            f"{FOLDER / NAME}: SHA-256 is {found}, not {expected}. The scan must stay as it is, byte for byte: "
            "restore it, and change readings in book/texts/emendations/."
        )
    return Scan.of(content.decode("utf-8"))

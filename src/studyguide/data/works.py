"""What the works of ``book/references.bib`` are called in a few words, where no Sphinx is at hand to cite them."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from studyguide.course import find_root

REFERENCES = Path("book/references.bib")
_ENTRY = re.compile(r"^@\w+\{([^,\s]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^  (author|title) = \{(.*)\},?$", re.MULTILINE)
LONGEST = 36


def _plain(text: str) -> str:
    """Text without the marks of BibTeX."""
    text = re.sub(r'\\"\{?([A-Za-z])\}?', lambda match: normalize("NFC", f"{match[1]}\u0308"), text)
    marks = {"{": "", "}": "", "``": "“", "''": "”", "---": "—", "--": "–", "'": "’", "\\": ""}
    for mark, letter in marks.items():
        text = text.replace(mark, letter)
    return text


def short_names(root: Path | None = None) -> dict[str, str]:
    """For each key the author’s surname and the title, cut after some forty letters."""
    text = ((root or find_root()) / REFERENCES).read_text(encoding="utf-8")
    found = {}
    for key, body in _ENTRY.findall(text):
        fields = dict(_FIELD.findall(body))
        author = fields.get("author", "")
        # A name in braces of its own is an institution’s, and has commas of its own.
        surname = _plain(author if author.startswith("{") else author.split(",")[0])
        title = _plain(fields["title"])
        if len(title) > LONGEST:
            title = title[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:.–—( ") + " …"
        found[key] = f"{surname}, {title}" if surname else title
    return found

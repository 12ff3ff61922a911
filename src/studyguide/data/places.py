"""Where on the site each paragraph stands, for widgets that lead to paragraphs."""

from __future__ import annotations

from pathlib import Path

from studyguide.course import find_root


def addresses(root: Path | None = None) -> dict[str, str]:
    """For each paragraph id the address of its place, relative to the folder ``book/`` of the site."""
    # Imported here, because the edition needs PyYAML, which a browser's kernel may not have.
    from studyguide.edition import load_edition
    from studyguide.pages import passages

    root = root or find_root()
    placed = passages(root, load_edition(root))
    return {name: f"sessions/{session}.html#{name}" for session, names in placed.items() for name in names}

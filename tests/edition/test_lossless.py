"""From the cleaned text and its changes the scan is rebuilt byte for byte, and the changes are no second copy of it."""

import hashlib

import pytest

from studyguide.edition.edits import Change, Edit, OverlapError, in_order, restore
from studyguide.edition.scan import checksum


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_scan_is_rebuilt_byte_for_byte(edition, root):
    assert digest(restore(edition.document, edition.changes)) == checksum(root)


def test_a_dropped_paragraph_is_noticed(edition, root):
    block = edition.block("S33")
    without = edition.document.replace(block.text + "\n\n", "", 1)
    assert without != edition.document
    with pytest.raises(ValueError, match="does not fit"):
        restore(without, edition.changes)


@pytest.mark.parametrize("code", ["line", "page", "quote", "emendation", "hyphen"])
def test_a_dropped_change_is_noticed(edition, root, code):
    number = next(i for i, change in enumerate(edition.changes) if change.code == code)
    changes = edition.changes[:number] + edition.changes[number + 1 :]
    assert digest(restore(edition.document, changes)) != checksum(root)


def test_an_altered_word_is_noticed(edition, root):
    altered = edition.document.replace("Kerensky", "Kerenski", 1)
    assert digest(restore(altered, edition.changes)) != checksum(root)


def test_the_changes_hold_differences_only(edition):
    described = sum(
        edition.scan.start(matter.last + 1) - edition.scan.start(matter.first) for matter in edition.structure.described
    )
    removed = sum(len(change.was) for change in edition.changes) - described
    assert removed < 0.1 * len(edition.scan.text)
    letters = [change for change in edition.changes if not change.entry and change.code not in ("capitals", "part")]
    assert not [change for change in letters if sum(map(str.isalpha, change.was)) > 3], "a rule removes words"


def test_every_change_of_words_is_in_the_ledger(edition):
    entries = {entry.id for entry in edition.ledger if not entry.is_query}
    assert {change.entry for change in edition.changes if change.code == "emendation"} == entries


def test_overlapping_edits_are_refused():
    with pytest.raises(OverlapError):
        in_order([Edit(0, 5, "", "one"), Edit(4, 6, "", "other")])


def test_a_change_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        restore("abc", [Change(0, "x", "y", "test")])

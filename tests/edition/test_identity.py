"""Ids are frozen: none may come to mean another paragraph."""

from difflib import SequenceMatcher

import pytest

from studyguide.edition import identity
from studyguide.edition.identity import Place, assign


def frozen_rows(root):
    import csv

    with (root / identity.PATH).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_paragraph_is_frozen(edition, root):
    assert [row["id"] for row in frozen_rows(root)] == [block.id for block in edition.paragraphs]


def test_no_id_has_changed_its_paragraph(edition, root):
    for row in frozen_rows(root):
        block = edition.block(row["id"])
        now = identity.opening(block.text)
        assert block.lines[0] <= int(row["line"]) <= block.lines[1], row["id"]
        if block.id == row["id"]:
            assert SequenceMatcher(None, row["opening"], now).ratio() > 0.7, (
                f"{row['id']}: {row['opening']!r}, now {now!r}"
            )


BEGINS = [("S", Place(10, 1)), ("S", Place(20, 1)), ("S", Place(30, 1)), ("T", Place(40, 1))]
FROZEN = {Place(10, 1): "S1", Place(20, 1): "S2", Place(30, 1): "S3", Place(40, 1): "T1"}


def test_without_anything_frozen_ids_are_counted():
    assert assign({}, BEGINS) == (["S1", "S2", "S3", "T1"], {})


def test_what_is_frozen_stays():
    assert assign(FROZEN, BEGINS) == (["S1", "S2", "S3", "T1"], {})


def test_a_split_gets_a_suffix():
    begins = [*BEGINS[:2], ("S", Place(22, 1)), ("S", Place(25, 1)), *BEGINS[2:]]
    assert assign(FROZEN, begins)[0] == ["S1", "S2", "S2a", "S2b", "S3", "T1"]


def test_a_join_keeps_the_first_and_leads_the_other_to_it():
    ids, joined = assign(FROZEN, [BEGINS[0], *BEGINS[2:]])
    assert ids == ["S1", "S3", "T1"]
    assert joined == {"S1": ["S2"]}


def test_two_paragraphs_on_one_line_are_two_places():
    assert identity.places([5, 7, 7]) == [Place(5, 1), Place(7, 1), Place(7, 2)]


def test_freezing_adds_and_never_changes(tmp_path):
    (tmp_path / "book/texts").mkdir(parents=True)
    assert identity.freeze(tmp_path, [("S1", 10, "One two"), ("S2", 20, "Three four")]) == 2
    before = (tmp_path / identity.PATH).read_text()
    assert identity.freeze(tmp_path, [("S1", 10, "Quite other words"), ("S1a", 15, "New"), ("S2", 20, "Three")]) == 1
    after = (tmp_path / identity.PATH).read_text()
    assert after.startswith(before)
    assert identity.load_frozen(tmp_path) == {Place(10, 1): "S1", Place(20, 1): "S2", Place(15, 1): "S1a"}


@pytest.mark.parametrize("letters", [30])
def test_many_splits_do_not_collide(letters):
    begins = [("S", Place(10 + i, 1)) for i in range(letters)]
    ids, _ = assign({Place(10, 1): "S1"}, begins)
    assert len(set(ids)) == letters

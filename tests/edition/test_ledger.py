import pytest
import yaml

from studyguide.edition import LedgerError, load_edition
from studyguide.edition.ledger import parse_entries
from studyguide.edition.scan import Scan
from tests.conftest import copy_edition

SCAN = Scan.of("the slavehoding democracy \nof the the people. It \nends \n")
GOOD = {
    "line": 1,
    "reading": "slavehoding",
    "adopted": "slaveholding",
    "class": "letter",
    "layer": 1,
    "certainty": "certain",
    "ground": "A letter is lost.",
}


def entry(**fields):
    return {key: value for key, value in {**GOOD, **fields}.items() if value is not None}


def test_a_good_entry_is_placed():
    (made,) = parse_entries([GOOD], "T", SCAN, "T.yml")
    assert (made.id, made.start, made.is_query, made.is_silent) == ("T.1", 4, False, False)


def test_a_reading_may_run_over_a_line_end():
    (made,) = parse_entries([entry(reading="democracy \nof", adopted="democracy, of")], "T", SCAN, "T.yml")
    assert SCAN.text[made.start : made.end] == "democracy \nof"


def test_without_adopted_it_is_a_query():
    (made,) = parse_entries([entry(adopted=None)], "T", SCAN, "T.yml")
    assert made.is_query
    assert made.edit() is None


def test_two_entries_in_a_line_have_two_ids():
    made = parse_entries(
        [entry(reading="the slave", adopted="The slave"), entry(reading="hoding", adopted="holding")], "T", SCAN, "T"
    )
    assert [each.id for each in made] == ["T.1", "T.1b"]


BAD = {
    "not a mapping": ("slavehoding", "an entry is a mapping"),
    "an unknown field": (entry(adoptd="x"), "there is no field 'adoptd'"),
    "a missing field": (entry(ground=None), "field 'ground' is missing"),
    "a number for text": (entry(reading=12), "field 'reading' must be text, not 12"),
    "text for a number": (entry(line="1"), "field 'line' must be a whole number"),
    "an unknown class": (entry(**{"class": "typo"}), "class 'typo' is none of word, letter"),
    "an unknown layer": (entry(layer=3), "layer 3 is none of 1, 2"),
    "an unknown certainty": (entry(certainty="sure"), "certainty 'sure' is none of"),
    "no ground": (entry(ground=" "), "say in 'ground' why"),
    "a line that is not there": (entry(line=9), "the scan has lines 1 to 3"),
    "an empty reading": (entry(reading=""), "an empty reading has no place"),
    "a reading of another line": (entry(line=2), "does not begin in line 2, which is 'of the the people. It'"),
    "a reading that stands twice": (entry(line=2, reading="the"), "stands 2 times in line 2"),
    "an occurrence too many": (
        entry(line=2, reading="the", occurrence=3),
        "occurrence 3, but the reading stands 2 times",
    ),
    "a change that changes nothing": (entry(adopted="slavehoding"), "the adopted reading is the scan's own"),
}


@pytest.mark.parametrize(("record", "message"), BAD.values(), ids=BAD)
def test_bad_entries_fail_with_file_entry_and_mend(record, message):
    with pytest.raises(LedgerError) as failure:
        parse_entries([record], "T", SCAN, "book/texts/emendations/T.yml")
    assert message in str(failure.value)
    assert str(failure.value).startswith("book/texts/emendations/T.yml: entry 1")


def test_overlapping_entries_fail():
    records = [GOOD, entry(reading="hoding democracy", adopted="holding democracy")]
    with pytest.raises(LedgerError, match=r"entry 2, line 1: overlaps .* make one of two"):
        parse_entries(records, "T", SCAN, "T.yml")


def test_entries_out_of_order_fail():
    records = [entry(line=3, reading="ends", adopted="ends."), GOOD]
    with pytest.raises(LedgerError, match="Keep the entries in the order of the scan"):
        parse_entries(records, "T", SCAN, "T.yml")


@pytest.fixture
def copy(tmp_path):
    return copy_edition(tmp_path)


def test_an_entry_that_cuts_through_a_rule_fails(copy):
    record = entry(line=1491, reading="Party. .", adopted="Party.", **{"class": "punctuation"})
    (copy / "book/texts/emendations/T.yml").write_text(yaml.safe_dump([record]))
    with pytest.raises(LedgerError, match=r"T\.yml: entry T\.1491: .* cuts through .*'ellipsis'"):
        load_edition(copy)


def test_a_file_that_is_no_yaml_is_named(copy):
    (copy / "book/texts/emendations/S.yml").write_text("- line: [")
    with pytest.raises(LedgerError, match=r"emendations/S\.yml: not readable as YAML"):
        load_edition(copy)


def test_a_lost_file_is_named(copy):
    (copy / "book/texts/emendations/R.yml").unlink()
    with pytest.raises(LedgerError, match=r"emendations/R\.yml: there is no such file"):
        load_edition(copy)

import pytest

from studyguide.edition import ScanError, load_edition
from studyguide.edition.scan import CHECKSUMS, FOLDER, NAME, Scan
from tests.conftest import copy_edition


@pytest.fixture
def copy(tmp_path):
    return copy_edition(tmp_path)


def test_lines_are_counted_from_one():
    scan = Scan.of("one\ntwo\n\nfour\n")
    assert scan.line_count == 4
    assert scan.line(2) == "two\n"
    assert [scan.line_at(scan.start(n)) for n in (1, 2, 3, 4)] == [1, 2, 3, 4]


@pytest.mark.parametrize("line", [0, 700, 3231])
def test_a_scan_without_one_of_its_lines_is_refused(copy, line):
    path = copy / FOLDER / NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    with pytest.raises(ScanError, match=r"pamphlet\.txt: SHA-256 is .* must stay as it is"):
        load_edition(copy)


def test_a_lost_checksum_is_named(copy):
    (copy / FOLDER / CHECKSUMS).write_text("")
    with pytest.raises(ScanError, match=r"no line for pamphlet\.txt"):
        load_edition(copy)

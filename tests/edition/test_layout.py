import pytest

from studyguide.edition import LayoutError
from studyguide.edition.edits import apply, in_order
from studyguide.edition.layout import is_capitals, is_furniture, layout_edits
from studyguide.edition.scan import Scan
from studyguide.edition.structure import Described, OddBlock, Part, Structure


def cleaned(text, odd=(), described=(), page=9):
    scan = Scan.of(text)
    part = Part("S", "S", "S", "nobody", 1, scan.line_count, page)
    structure = Structure((part,), tuple(described), tuple(odd))
    edits = in_order(layout_edits(scan, structure))
    return apply(text, edits)[0], [edit.page for edit in edits if edit.page]


@pytest.mark.parametrize(
    ("scanned", "made", "pages"),
    [
        ("one \ntwo \n", "one two\n", []),
        ("One. \n\n\nTwo. \n", "One.\n\nTwo.\n", []),
        ("Anarcho- \nSyndicalist \n", "Anarcho-Syndicalist\n", []),
        ("a dash - \nthen \n", "a dash - then\n", []),
        ("runs \n\n\n9 \n\n\non there. \n", "runs on there.\n", [10]),
        ("runs. \n\n\n9 \n\n\non all the same. \n", "runs. on all the same.\n", [10]),
        ("Ends. \n\n\nii \n\n\nBegins. \n", "Ends.\n\nBegins.\n", [10]),
        ("GRAND STRUGGLE \n\n\nText. \n", "GRAND STRUGGLE\n\nText.\n", []),
        ("TITLE \nText. \n", "TITLE\n\nText.\n", []),
    ],
)
def test_golden(scanned, made, pages):
    assert cleaned(scanned) == (made, pages)


def test_verse_keeps_its_lines():
    made, _ = cleaned("I must \ncreate \nor be \n", odd=[OddBlock(1, "verse", (3,))])
    assert made == "I must create\nor be\n"


def test_described_matter_is_left_out():
    made, _ = cleaned("One. \n\n\ngarble \n\n\nTwo. \n", described=[Described(4, 4, "S", "a garbled line")])
    assert made == "One.\n\nTwo.\n"


def test_a_page_number_out_of_order_is_an_error():
    with pytest.raises(LayoutError, match="line 4: page number '12' where page 9 should end"):
        cleaned("One. \n\n\n12 \n\n\nTwo. \n")


def test_what_is_a_page_number():
    scan = Scan.of("text \n\nZt \n\nthe 'boys'. \n\nso \ntext \n")
    assert [n for n in range(1, 9) if is_furniture(scan, n)] == [3]


def test_capitals():
    assert is_capitals("FACTORY COMMITTEES V TRADE UNIONS")
    assert not is_capitals("EMMA GOLDMAN, 'My Disillusionment'")
    assert not is_capitals("9")

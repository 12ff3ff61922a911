"""Whatever the edits are, the way back leads to the scan."""

from hypothesis import given
from hypothesis import strategies as st

from studyguide.edition.edits import Change, Edit, apply, in_order, restore

TEXT = st.text(alphabet="ab \n-“’", max_size=60)


@st.composite
def scans_with_edits(draw):
    text = draw(TEXT)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return text, in_order(Edit(start, end, draw(TEXT), "test") for start, end in pairs)


@given(scans_with_edits())
def test_apply_and_restore_are_inverse(case):
    text, edits = case
    document, changes = apply(text, edits)
    assert restore(document, changes) == text


@given(scans_with_edits())
def test_applying_the_changes_backwards_is_a_change_too(case):
    text, edits = case
    document, changes = apply(text, edits)
    back = [Edit(change.offset, change.offset + len(change.now), change.was, "back") for change in changes]
    again, forth = apply(document, back)
    assert again == text
    assert restore(again, [Change(c.offset, c.now, c.was, c.code) for c in forth]) == document

import shutil

import pytest

from studyguide.course import CourseNotFoundError, find_root
from studyguide.data import DataError, Picture, claims, draw, rows, table


@pytest.fixture
def copy(root, tmp_path):
    shutil.copytree(root / "book" / "data", tmp_path / "book" / "data")
    return tmp_path


def test_every_figure_taken_from_the_texts_stands_in_its_paragraph(edition, root):
    in_words = {25: "twenty-five"}
    for row in claims("conventions", root).values():
        if row.paragraph:
            text = edition.block(row.paragraph).text
            forms = {str(row.value), f"{row.value:,}", in_words.get(row.value, "-")}
            assert any(form in text for form in forms), f"{row.claim}: {row.value} is not in {row.paragraph}"


def test_the_course_is_found_from_a_folder_below_it(root):
    assert find_root(root / "book" / "sessions") == root


def test_no_course_is_said(tmp_path):
    with pytest.raises(CourseNotFoundError, match="run this inside a checkout"):
        find_root(tmp_path)


BAD = {
    "a figure with a comma": (",25,", ',"25,000",', r"line 2: value '25,000' is not a whole number"),
    "a negative figure": (",25,", ",-25,", "value -25 is less than 0"),
    "an unknown convention": ("First,1918,delegates,25", "Zeroth,1918,delegates,25", "convention 'Zeroth' is none of"),
    "an empty field": ("First,1918,delegates,25", ",1918,delegates,25", "convention is empty"),
    "no source": (",S33,,text", ",,,text", "give a paragraph of the texts or a citation"),
    "two sources": (",S33,,text", ",S33,ilp1920,text", "and not both"),
    "a doubled claim": ("maximoff-1919-delegates", "maximoff-1918-delegates", "stands twice"),
    "a cell too many": (",S33,,text", ",S33,,text,more", "10 cells are wanted"),
    "a cell too few": (",S33,,text", ",S33,text", "10 cells are wanted"),
    "other columns": ("claim,convention", "claim,congress", "the columns are"),
}


@pytest.mark.parametrize(("old", "new", "message"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named(copy, old, new, message):
    path = copy / "book/data/conventions.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as failure:
        claims("conventions", copy)
    assert str(failure.value).startswith("book/data/conventions.csv")


def test_an_unknown_table_is_answered(root):
    with pytest.raises(DataError, match="there is no table 'congresses'; there are conventions"):
        claims("congresses", root)


def test_a_table_ties_its_headings_to_its_cells():
    html = table("Two <counts>", ["Who", "How many"], [("he", 1234)])._repr_html_()
    assert '<th scope="col">Who</th><th scope="col" class="number">How many</th>' in html
    assert '<th scope="row">he</th><td class="number">1,234</td>' in html
    assert "<caption>Two &lt;counts&gt;</caption>" in html


def test_a_row_of_the_wrong_length_is_named():
    with pytest.raises(ValueError, match="row 'he' has 1 cells for 2 columns"):
        table("Counts", ["Who", "How many"], [("he",)])


@pytest.fixture
def picture() -> Picture:
    return draw.ranges({'"six"': (18_000, 21_000)}, label="members", mark=("printed", 88_000), caption="What to see.")


def test_a_picture_has_its_alternative_and_caption(picture):
    html = picture._repr_html_()
    alternative = "Bands of members: &quot;six&quot;, 18,000 to 21,000. A line marks printed: 88,000."
    assert f'role="img" aria-label="{alternative}"' in html
    assert "<figcaption>What to see.</figcaption>" in html


def test_a_picture_takes_its_colours_from_the_page(picture):
    assert "var(--fig-1, " in picture.svg
    assert not [stand_in for stand_in in draw.VARIABLES if stand_in in picture.svg]


def test_a_picture_is_the_same_when_it_is_drawn_again(picture):
    again = draw.ranges({'"six"': (18_000, 21_000)}, label="members", mark=("printed", 88_000), caption="What to see.")
    assert again.svg == picture.svg


def test_letters_of_a_picture_stay_letters(picture):
    assert ">printed: 88,000</text>" in picture.svg


def test_each_printed_number_stands_in_its_paragraph(edition, root):
    for row in rows("numbers", root):
        text = edition.block(row["paragraph"]).text.casefold()
        for part in row["printed"].casefold().split(" to "):
            assert part in text, f"{row['id']}: {part!r} is not in {row['paragraph']}"


def test_the_weights_are_those_of_the_paragraph(edition, root):
    text = edition.block("S44").text
    values = {row["id"]: row["value"] for row in rows("weights", root)}
    assert f"{values['printed-pounds']:,.0f} pounds ({values['printed-tons']:.0f} tons), during ten days" in text
    # Two readings that nearly agree: see session 7.
    assert values["printed-pounds"] * values["pood"] / 1_016 == pytest.approx(80.5, rel=0.01)


BAD_ROWS = {
    "no number": ("weights", ",5000,", ",five,", r"line 2: value 'five' is not a number"),
    "a doubled row": ("weights", "printed-tons", "printed-pounds", "the id 'printed-pounds' stands twice"),
    "an unknown standing": ("numbers", "near it", "nearly", "standing 'nearly' is none of borne out"),
    "no source": ("weights", ",sizes-pood,", ",,", "give a paragraph of the texts or a citation"),
}


@pytest.mark.parametrize(("name", "old", "new", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_of_any_table_is_named(copy, name, old, new, message):
    path = copy / "book/data" / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        rows(name, copy)

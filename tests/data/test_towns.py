"""The towns of the map: what is said of them stands in the texts, and none that the texts name is forgotten."""

import shutil

import pytest

from studyguide.data import DataError, rows
from studyguide.data.towns import TEXTS, WITHIN, towns

# Named in S or T and on the map of places, but not as a town: a province, a mining region.
NOT_TOWNS = {"perm", "don-basin"}


@pytest.fixture(scope="module")
def found(root):
    return {town["id"]: town for town in towns(root)}


def test_what_is_named_is_named_in_its_paragraphs(edition, root):
    for row in rows("towns", root):
        if row["certainty"] != "named":
            continue
        places = [row["place"], *(part for part, town in WITHIN.items() if town == row["place"])]
        forms = [spelling.form for place in places for spelling in edition.names.records[place].spellings]
        for paragraph in row["paragraph"].split():
            text = edition.block(paragraph).text
            assert any(form in text for form in forms), f"{row['entry']}: {paragraph} does not name {row['place']}"


def test_words_in_quotation_marks_stand_in_the_paragraphs(edition, root):
    for row in rows("towns", root):
        text = " ".join(edition.block(each).text for each in row["paragraph"].split()).lower()
        for quoted in row["what"].lower().split("“")[1:]:
            assert quoted.split("”")[0] in text, f"{row['entry']}: {quoted}"


def test_no_town_of_the_texts_is_forgotten(edition, found):
    named = {
        WITHIN.get(mention.record, mention.record)
        for block in edition.paragraphs
        if block.siglum in TEXTS
        for mention in block.mentions
        if edition.names.records[mention.record].lat is not None
    }
    assert named - NOT_TOWNS == set(found)


def test_a_town_has_its_names_and_its_paragraphs_in_the_order_of_the_texts(found):
    assert found["vyatka"]["spelled"] == ["Viatka"]
    assert (found["vyatka"]["modern"], found["vyatka"]["country"]) == ("Kirov", "Russia")
    assert found["kharkov"]["paragraphs"] == ["S32", "S35"]
    petrograd = found["saint-petersburg"]
    assert (petrograd["name"], petrograd["modern"]) == ("Petrograd", "Saint Petersburg")
    assert {"S11", "T45"} <= set(petrograd["paragraphs"])  # by the Durnovo Villa, and by Astoria
    assert petrograd["paragraphs"][0] == "S7"
    assert petrograd["paragraphs"][-1] == "T80"


def test_no_number_measures_a_town(found):
    plain = {"id", "name", "spelled", "modern", "country", "lat", "lon", "paragraphs", "things"}
    assert all(set(town) == plain for town in found.values())


def test_a_row_of_no_town_is_named(root, tmp_path):
    for folder in ("book/texts", "book/data"):
        shutil.copytree(root / folder, tmp_path / folder)
    path = tmp_path / "book/data/towns.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",kazan,", ",durnovo-villa,"), encoding="utf-8")
    with pytest.raises(DataError, match="entry kazan-union: 'durnovo-villa' is no town"):
        towns(tmp_path)

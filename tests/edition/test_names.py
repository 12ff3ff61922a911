import pytest

from studyguide.check import check_names
from studyguide.edition import NamesError
from studyguide.edition.names import Name, Names, Source, Spelling, _record, load_names


def record(identifier, *spellings):
    made = tuple(Spelling(each) if isinstance(each, str) else each for each in spellings)
    return Name(identifier, "people", identifier, identifier, "Somebody.", made, (Source("text", "text"),))


def found(names, text, paragraph="T1"):
    return [(each.record, text[each.start : each.end]) for each in names.mentions(paragraph, text)]


def test_a_name_is_found_with_its_endings():
    names = Names([record("lenin", "Lenin")])
    assert found(names, "Lenin, Lenin’s and the Lenins; not Leninist, not Kalenin") == [("lenin", "Lenin")] * 3


def test_the_longest_spelling_wins():
    names = Names([record("party", "Communist Party"), record("finnish", "Finnish Communist Party")])
    text = "the Communist Party and the Finnish Communist Party"
    assert found(names, text) == [("party", "Communist Party"), ("finnish", "Finnish Communist Party")]


def test_one_spelling_of_two_records_is_told_by_paragraph():
    one = record("expelled", Spelling("Kuznetzoff", only=frozenset({"T95"})))
    other = record("editor", Spelling("Kuznetzoff", excluded=frozenset({"T95"})))
    names = Names([one, other])
    assert found(names, "Kuznetzoff", "T95") == [("expelled", "Kuznetzoff")]
    assert found(names, "Kuznetzoff", "T124") == [("editor", "Kuznetzoff")]


def test_an_ambiguous_spelling_is_an_error():
    names = Names([record("one", "Smirnov"), record("other", "Smirnov")])
    with pytest.raises(
        NamesError, match=r"'Smirnov' in T1 could be one or other; tell them apart with 'only' or 'not'"
    ):
        names.mentions("T1", "I. N. Smirnov")


def test_two_records_with_one_id_are_an_error():
    with pytest.raises(NamesError, match="two records have the id one"):
        Names([record("one", "A"), record("one", "B")])


GOOD = {
    "id": "somebody",
    "name": "Some Body",
    "sort": "Body, Some",
    "spellings": ["Body"],
    "description": "Somebody.",
    "checked": [{"source": "text T1", "evidence": "text"}],
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "field 'name' is missing or empty"),
        ({"nmae": "x"}, "there is no field 'nmae'"),
        ({"id": "Some Body"}, "an id has small letters"),
        ({"spellings": [{"frm": "x"}]}, "a spelling is text, or a form"),
        ({"checked": [{"source": "x", "evidence": "memory"}]}, "each item of 'checked' has a source, and evidence"),
        ({"dates": "1870–1924"}, "dates need a source that was read"),
    ],
)
def test_a_bad_record_is_named(change, message):
    with pytest.raises(NamesError, match=message) as failure:
        _record({**GOOD, **change}, "people", "book/data/names/people.yml: record 3")
    assert str(failure.value).startswith("book/data/names/people.yml: record 3")


def test_a_lost_file_is_named(tmp_path):
    with pytest.raises(NamesError, match=r"people\.yml: there is no such file"):
        load_names(tmp_path)


def test_every_spelling_stands_in_the_texts(edition):
    assert check_names(edition) == []


def test_a_spelling_that_stands_nowhere_is_named():
    names = Names([record("lenin", "Lenin", "Ulianov")])
    assert names.unused({("lenin", "Lenin")}) == [
        "book/data/names/people.yml: record lenin: the spelling 'Ulianov' is nowhere in the texts"
    ]


def test_every_record_is_named_in_a_paragraph(edition):
    named = {name for block in edition.blocks for name in block.names}
    assert set(edition.names.records) == named


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("T31", {"lenin", "zinoviev", "stalin", "kamenev", "tomsky", "lozovsky", "kalinin"}),
        ("S25", {"shatov"}),
    ],
)
def test_some_paragraphs_know_their_people(edition, paragraph, names):
    assert names <= set(edition.block(paragraph).names)

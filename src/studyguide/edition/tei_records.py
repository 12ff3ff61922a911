"""The TEI document's header, and what it keeps apart from the texts: names, utterances, the editors' notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from . import imprint
from .imprint import Selection
from .ledger import CLASSES
from .names import Name

CERTAINTY = {"certain": "high", "likely": "medium", "conjecture": "low"}
"""The editors' certainty in the TEI's words."""
PROBABLY = "(probably)"
EDITORS_ID = "editors"
SPEAKING = ("people", "organisations")
LISTS = {
    "people": ("listPerson", "person", "persName"),
    "organisations": ("listOrg", "org", "orgName"),
    "places": ("listPlace", "place", "placeName"),
    "papers": ("listBibl", "bibl", "title"),
}
"""For each file of records: the list, the item and the name in TEI."""
LAYERS = {1: "the pamphlet departs from what its text must have had", 2: "this scan departs from the pamphlet"}
CORRECTION = (
    "Every change of a reading is a <choice> of what is printed (sic) and what the editors adopt (corr), with its "
    "certainty: certain, likely and conjecture are cert high, medium and low. A reading that the editors doubt and "
    "leave as printed is a <seg> of type query; where the words stand as printed, but paragraphs were divided or "
    "joined, it is a <seg> of type division. The ground of each is an annotation in <standOff> that points to it, to "
    "its class and to its layer. Changes that only put right the scan, by rule or one by one, are silent, and counted "
    "here over the whole scan."
)
NORMALIZATION = (
    "Nothing is modernised: spellings, transliterations, inconsistencies and errors of fact stand as printed. Display "
    "capitals of headings are given in title case."
)
QUOTATION = (
    "Quotation marks are kept in the text, in typographic shape: double marks outside, single marks inside; each "
    "paragraph of a long quotation opens with a mark, and only the last closes. A paragraph that is wholly quoted "
    "stands in <quote>. <said> holds somebody’s words (with their marks where they fill a paragraph): who points to a "
    "record of names, or to a voice in <particDesc>; corresp points to the utterance, with its occasion and the hands "
    "it came through; cert medium marks a speaker who is only probable."
)
HYPHENATION = "Hyphens at line ends were decided one by one: kept where they belong to the word, else removed."
INTERPRETATION = (
    "Where annotations overlap, an emendation or query stays whole, a voice is cut at its borders, and a name at the "
    "borders of both. The pieces of one annotation are chained by next and prev; in the order of the text they are the "
    "whole."
)
REFERENCES = (
    "A paragraph is cited by the n and xml:id of its element, a siglum and a number (S33); these ids are frozen. <pb> "
    "gives the page of the pamphlet that begins; where the pamphlet’s page numbers are lost, there is none."
)


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with its text; the attribute ``id`` is written ``xml:id``, ``lang`` ``xml:lang``."""
    names = {"id": "xml:id", "lang": "xml:lang", "from_": "from"}
    element = ET.SubElement(parent, tag, {names.get(name, name): value for name, value in attributes.items()})
    if text:
        element.text = text
    return element


def append_text(parent: ET.Element, text: str) -> None:
    """Add text at the end of an element's content."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def editor_id(by: str) -> str:
    """The id of those who answer for an entry of the ledger."""
    return re.sub(r"[^a-z]+", "-", by.lower().removeprefix("the ")).strip("-") or EDITORS_ID


def speakers(chosen: Selection) -> dict[str, str]:
    """For each speaker of a quotation, the id of the record of names, or of the voice, that ``who`` points to.

    The record is the one person or organisation that the speaker's words name in that paragraph.
    """
    records = [record for record in chosen.names if record.group in SPEAKING]
    found: dict[str, str] = {}
    unrecorded: dict[str, str] = {}
    for block, voice in chosen.voices:
        speaker = voice.utterance.speaker
        if speaker in found:
            continue
        sure = speaker.replace(f" {PROBABLY}", "")
        plain = re.sub(r"( \([^()]*\))+$", "", sure)
        words = {plain, plain.removeprefix("The ")}
        meant = [record.id for record in records if words & _called(record, block.id)]
        own = unrecorded.setdefault(sure, f"voice.{voice.utterance.number}")
        found[speaker] = meant[0] if len(meant) == 1 else own
    return found


def _called(record: Name, paragraph: str) -> set[str]:
    """What a record is called in a paragraph; a person by the surname alone as well."""
    forms = {record.name, *(each.form for each in record.spellings if each.fits(paragraph))}
    return forms | {form.split()[-1] for form in forms} if record.group == "people" else forms


def _file_desc(parent: ET.Element, chosen: Selection) -> None:
    desc = child(parent, "fileDesc")
    title = child(desc, "titleStmt")
    child(title, "title", chosen.title)
    for author in dict.fromkeys(part.author for part in chosen.parts):
        child(title, "author", author)
    child(title, "editor", imprint.EDITORS, id=EDITORS_ID)
    for by in sorted({entry.by for entry in chosen.ledger}):
        if editor_id(by) != EDITORS_ID:
            child(title, "editor", by, id=editor_id(by))
    child(child(desc, "editionStmt"), "edition", "A reading edition, made from one scan, with every change recorded.")
    published = child(desc, "publicationStmt")
    child(published, "publisher", imprint.EDITORS)
    availability = child(published, "availability", status="unknown")
    child(availability, "p", imprint.RIGHTS)
    child(availability, "licence", imprint.LICENSED, target=imprint.LICENCE_URL)
    source = child(desc, "sourceDesc")
    scan = child(source, "bibl", id="scan")
    child(scan, "title", imprint.SCAN_PATH)
    child(scan, "idno", imprint.scan_sha256(chosen.edition), type="SHA-256")
    lines = str(chosen.edition.scan.line_count)
    child(child(scan, "extent"), "measure", f"{lines} lines", unit="line", quantity=lines)
    child(scan, "note", imprint.SOURCE)
    for part in chosen.parts:
        bibl = child(source, "bibl", id=f"source.{part.siglum}", corresp=f"#{part.siglum}")
        child(bibl, "author", part.author)
        child(bibl, "title", part.title)
        child(bibl, "biblScope", unit="line", from_=str(part.first), to=str(part.last))
        if part.first_page is not None:
            child(bibl, "biblScope", unit="page", from_=str(part.first_page))


def _encoding_desc(parent: ET.Element, chosen: Selection) -> None:
    desc = child(parent, "encodingDesc")
    policy = child(desc, "editorialDecl")
    correction = child(policy, "correction", method="markup")
    child(correction, "p", CORRECTION)
    counts = child(child(correction, "p"), "list", type="silent-changes")
    for change, how, count in chosen.edition.silent_counts():
        item = child(counts, "item")
        child(item, "num", str(count), value=str(count))
        append_text(item, f" {change} ({how})")
    child(child(policy, "normalization", method="silent"), "p", NORMALIZATION)
    child(child(policy, "quotation", marks="all"), "p", QUOTATION)
    child(child(policy, "hyphenation", eol="hard"), "p", HYPHENATION)
    child(child(policy, "interpretation"), "p", INTERPRETATION)
    child(child(desc, "refsDecl"), "p", REFERENCES)
    declared = child(desc, "classDecl")
    classes = child(declared, "taxonomy", id="classes")
    for name, meaning in CLASSES.items():
        child(child(classes, "category", id=f"class.{name}"), "catDesc", meaning)
    layers = child(declared, "taxonomy", id="layers")
    for layer, meaning in LAYERS.items():
        child(child(layers, "category", id=f"layer.{layer}"), "catDesc", meaning)


def header(root: ET.Element, chosen: Selection, who: Mapping[str, str]) -> None:
    """Write the header; ``who`` gives the ids of the speakers."""
    parent = child(root, "teiHeader")
    _file_desc(parent, chosen)
    _encoding_desc(parent, chosen)
    profile = child(parent, "profileDesc")
    child(child(profile, "langUsage"), "language", "English", ident="en")
    unrecorded = {
        identifier: speaker.replace(f" {PROBABLY}", "")
        for speaker, identifier in who.items()
        if identifier.startswith("voice.")
    }
    if unrecorded:
        voices = child(child(profile, "particDesc"), "listPerson", type="voices")
        for identifier, speaker in unrecorded.items():
            # Bodies, groups and papers for the most part: a person among them has a record of names.
            child(child(voices, "personGrp", id=identifier), "persName", speaker)


def _name(parent: ET.Element, record: Name) -> None:
    _, item_tag, name_tag = LISTS[record.group]
    item = child(parent, item_tag, id=record.id)
    if record.group == "papers" and record.kind:
        item.set("type", record.kind)
    child(item, name_tag, record.name)
    if record.cyrillic:
        child(item, name_tag, record.cyrillic, lang="ru")
    if record.modern:
        child(item, name_tag, record.modern, type="modern")
    if record.country:
        child(item, "country", record.country)
    if record.lat is not None and record.lon is not None:
        child(child(item, "location"), "geo", f"{record.lat} {record.lon}")
    child(item, "note", record.description, type="description")
    if record.dates:
        child(item, "note", record.dates, type="dates")
    for source in record.checked:
        child(item, "bibl" if item_tag != "bibl" else "note", source.source, type=source.evidence.replace(" ", "-"))


def stand_off(root: ET.Element, chosen: Selection, who: Mapping[str, str]) -> None:
    """Write the names' records, the utterances and the editors' notes; nothing where there are none."""
    apart = ET.Element("standOff")
    for group, (list_tag, _, _) in LISTS.items():
        records = [record for record in chosen.names if record.group == group]
        if records:
            listed = child(apart, list_tag)
            for record in records:
                _name(listed, record)
    if chosen.utterances:
        events = child(apart, "listEvent", type="utterances")
        for each in chosen.utterances:
            event = child(events, "event", id=f"utterance.{each.number}", corresp=f"#{who[each.speaker]}")
            child(event, "label", each.speaker)
            if each.occasion:
                child(event, "desc", each.occasion, type="occasion")
            for number, hand in enumerate(each.via, start=1):
                child(event, "desc", hand, type="via", n=str(number))
            if each.note:
                child(event, "note", each.note)
    shown = [entry for entry in chosen.ledger if not entry.is_silent]
    if shown:
        notes = child(apart, "listAnnotation", type="apparatus")
        for entry in shown:
            annotation = child(
                notes,
                "annotation",
                id=f"note.{entry.id}",
                target=f"#{entry.id}",
                motivation="questioning" if entry.is_query else "editing",
                ana=f"#class.{entry.category} #layer.{entry.layer}",
                cert=CERTAINTY[entry.certainty],
                resp=f"#{editor_id(entry.by)}",
            )
            child(annotation, "note", entry.ground)
    if len(apart):
        root.append(apart)

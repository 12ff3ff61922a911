"""The edition in forms for people who want the text alone: plain text, Markdown, JSON, and TEI (see ``tei``).

``write_all`` writes every form, of all texts together and of each by itself. The bytes depend on the edition alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

from . import imprint, tei
from .assemble import Edition
from .blocks import Block, Reading
from .imprint import Selection
from .names import Name
from .structure import Described, Part

FORMAT = "studyguide-edition"
VERSION = 1
SCHEMAS = ("edition.schema.json", tei.SCHEMA)
"""The schemas that lie beside this module, and are published with what they describe."""
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>~])")


def _head(chosen: Selection, form: str) -> list[str]:
    """What a file says of itself, as paragraphs: what it is, its source, editors, rights, and where the rest is."""
    texts = "; ".join(f"{part.siglum}, “{part.title}”, by {part.author}" for part in chosen.parts)
    return [
        f"{'Reading texts' if chosen.is_whole else 'Reading text'}: {texts}.",
        f"Source: {imprint.SOURCE} ({imprint.SCAN_PATH}, SHA-256 {imprint.scan_sha256(chosen.edition)}).",
        f"Editors: {imprint.EDITORS}. {imprint.LICENSED}",
        f"Rights: {imprint.RIGHTS}",
        form,
    ]


def _described(matter: Described) -> str:
    return f"[Described, not reproduced: {matter.description.strip()}]"


def _text_line(part: Part) -> str:
    return f"Text {part.siglum}: {part.short_title}, by {part.author} ({imprint.where(part)})"


def plain_text(chosen: Selection) -> str:
    """Paragraphs of one line each with a blank line between; a heading has two blank lines before it."""
    form = (
        "A paragraph in square brackets is the editors’. Paragraph numbers, the pamphlet’s "
        "pages and the list of what the editors changed are in the Markdown, TEI and JSON forms."
    )
    pieces = [chosen.title.upper(), *_head(chosen, form)]
    for part in chosen.parts:
        pieces.append(f"\n[{_text_line(part)}]")
        for each in chosen.sequence(part):
            if isinstance(each, Described):
                pieces.append(_described(each))
            else:
                pieces.append(("\n" if each.kind in ("title", "heading") else "") + each.text)
    return "\n\n".join(pieces) + "\n"


def _escaped(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


def footnote(block: Block, each: Reading) -> str:
    """The note on an emendation or a query, without its mark: what is printed, class, certainty, ground."""
    entry = each.entry
    about = f"{entry.category}; {entry.certainty}"
    if entry.is_query:
        return f"Query: stands as printed ({about}). {entry.ground}"
    if imprint.differs(block, each):
        return f"printed “{imprint.printed_here(each)}” ({about}). {entry.ground}"
    return f"the words stand as printed; paragraphs are divided or joined here ({about}). {entry.ground}"


def _with_marks(block: Block) -> str:
    """A block's text in Markdown, with page marks and the marks of its footnotes in place."""
    marks: list[tuple[int, int, str]] = []
    for turn in block.breaks:
        in_word = turn.offset > 0 and not block.text[turn.offset - 1].isspace()
        marks.append((turn.offset, 1, f"[p. {turn.page}]" + ("" if in_word else " ")))
    for each in block.readings:
        if not each.entry.is_silent:
            marks.append((each.offset + each.length, 0, f"[^{each.entry.id}]"))
    pieces, position = [], 0
    for offset, _, mark in sorted(marks):
        pieces += [_escaped(block.text[position:offset]), mark]
        position = offset
    return "".join([*pieces, _escaped(block.text[position:])])


def _markdown_block(block: Block, level: int) -> str:
    if block.kind in ("title", "heading"):
        # A page mark is no part of a heading, which readers and tables of contents repeat.
        before = "".join(f"[p. {turn.page}]\n\n" for turn in block.breaks)
        return f"{before}{'#' * (level + (block.kind == 'heading'))} {_with_marks(replace(block, breaks=()))}"
    text = _with_marks(block)
    if block.kind == "byline":
        return f"*{text}*"
    text = f"[{block.id}] {text}"
    if block.kind == "verse":
        text = text.replace("\n", "\\\n")
    if block.kind in ("quotation", "verse"):
        text = "\n".join(f"> {line}" for line in text.split("\n"))
    return text


def markdown(chosen: Selection) -> str:
    """Markdown with paragraph numbers as ``[S33]``, page marks as ``[p. 24]``, emendations and queries as footnotes."""
    form = (
        "A paragraph begins with its number, as \\[S33\\]; where a page of the pamphlet begins stands its number, as "
        "\\[p. 24\\]; footnotes hold the editors’ emendations and queries. Changes that only put right the scan are "
        "silent."
    )
    pieces = [f"# {_escaped(chosen.title)}", *_head(chosen, form)]
    for part in chosen.parts:
        pieces += ["---", f"*{_escaped(_text_line(part))}*"]
        notes = []
        for each in chosen.sequence(part):
            if isinstance(each, Described):
                pieces.append(f"*{_escaped(_described(each))}*")
                continue
            pieces.append(_markdown_block(each, level=2))
            shown = [reading for reading in each.readings if not reading.entry.is_silent]
            notes += [f"[^{reading.entry.id}]: {_escaped(footnote(each, reading))}" for reading in shown]
        pieces += notes
    return "\n\n".join(pieces) + "\n"


def _name_as_json(record: Name) -> dict[str, object]:
    return {
        "id": record.id,
        "group": record.group,
        "name": record.name,
        "sort": record.sort,
        "description": record.description,
        "spellings": [
            {
                "form": spelling.form,
                "only": None if spelling.only is None else sorted(spelling.only),
                "not": sorted(spelling.excluded),
            }
            for spelling in record.spellings
        ],
        "checked": [{"source": source.source, "evidence": source.evidence} for source in record.checked],
        "cyrillic": record.cyrillic,
        "dates": record.dates,
        "kind": record.kind,
        "modern": record.modern,
        "country": record.country,
        "lat": record.lat,
        "lon": record.lon,
    }


def as_json(chosen: Selection) -> dict[str, object]:
    """The texts and all their records as plain data; ``edition.schema.json`` describes it."""
    entries = {entry.id for entry in chosen.ledger}
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": chosen.title,
        "editors": imprint.EDITORS,
        "rights": imprint.RIGHTS,
        "licence": imprint.LICENSED,
        "source": {
            "description": imprint.SOURCE,
            "path": imprint.SCAN_PATH,
            "sha256": imprint.scan_sha256(chosen.edition),
            "lines": chosen.edition.scan.line_count,
        },
        "texts": [
            {
                "siglum": part.siglum,
                "title": part.title,
                "short_title": part.short_title,
                "author": part.author,
                "lines": [part.first, part.last],
                "first_page": part.first_page,
                "blocks": [
                    {**block.as_json(), "former": list(block.former)} for block in chosen.edition.part(part.siglum)
                ],
            }
            for part in chosen.parts
        ],
        "ledger": [record for record in chosen.edition.ledger_as_json() if record["id"] in entries],
        "names": [_name_as_json(record) for record in chosen.names],
        "utterances": [
            {
                "number": utterance.number,
                "speaker": utterance.speaker,
                "occasion": utterance.occasion,
                "via": list(utterance.via),
                "note": utterance.note,
                "within": utterance.within,
                "parts": [
                    {"block": block.id, "offset": voice.start, "length": voice.end - voice.start}
                    for block, voice in chosen.voices
                    if voice.utterance.number == utterance.number
                ],
            }
            for utterance in chosen.utterances
        ],
        "described": [
            {"siglum": each.siglum, "lines": [each.first, each.last], "description": each.description.strip()}
            for each in chosen.described
        ],
        # Silent changes are counted over the whole scan: some of them lie between two texts.
        "silent_changes": [
            {"change": change, "how": how, "count": count} for change, how, count in chosen.edition.silent_counts()
        ],
    }


def json_text(chosen: Selection) -> str:
    """``as_json`` written out, with sorted keys."""
    return json.dumps(as_json(chosen), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


FORMS = {".txt": plain_text, ".md": markdown, ".json": json_text, ".tei.xml": tei.tei}
"""The forms by the endings of their files."""


def shipped(name: str) -> str:
    """The text of a schema that lies beside this module."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def write_all(edition: Edition, folder: Path) -> list[Path]:
    """Write every form of the edition, and the schemas, into ``folder`` (made where there is none).

    ``edition.*`` hold all texts, ``S.*`` one. Gives the files in a fixed order: by selection, then by form, the schemas
    last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = [
        (f"{chosen.name}{ending}", form(chosen))
        for chosen in imprint.selections(edition)
        for ending, form in FORMS.items()
    ]
    contents += [(name, shipped(name)) for name in SCHEMAS]
    return [_write(folder / name, text) for name, text in contents]


def _write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path

"""The apparatus on the page: ``{apparatus}``, ``{silent-changes}``, ``{compare}``, ``{names}``, ``{downloads}``.

And the links that lead into it from the text, and the data that the page's scripts read.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from studyguide.edition import Block, Edition, exports
from studyguide.edition.blocks import Reading
from studyguide.edition.ledger import CLASSES
from studyguide.edition.names import KINDS, Name

from . import nodes, render
from .domain import domain_of
from .texts import edition_of

APPARATUS = "book/reference/apparatus"
COMPARE = "book/reference/compare-{}"
NAMES = "book/reference/{}"
THE_EDITION = "book/reference/the-edition"
DOWNLOADS = "downloads"
FORMS = {".txt": "plain text", ".md": "Markdown", ".tei.xml": "TEI", ".json": "JSON"}
"""What a reader calls the files that `exports` writes, by their endings."""


class paragraph_link(docnodes.Inline, docnodes.TextElement):  # noqa: N801 - docutils names nodes so
    """A link to ``paragraph``, resolved when all pages are read; its text is the id."""


def link(identifier: str) -> paragraph_link:
    """A link to a paragraph."""
    return paragraph_link("", identifier, paragraph=identifier)


def raw(html: str) -> docnodes.raw:
    """A piece of HTML."""
    return docnodes.raw("", html, format="html")


class Apparatus(SphinxDirective):
    """``{apparatus}``: every emendation and query that is shown, as a table; a script makes it sortable."""

    def run(self) -> list[docnodes.Node]:
        """The table, its rows with the ids of the entries."""
        edition = edition_of(self.env)
        heads = ("place", "printed", "adopted", "class", "layer", "certainty")
        head = "".join(
            f'<th scope="col" role="columnheader" data-sort="{name}">{name.capitalize()}</th>' for name in heads
        )
        used = {each.entry.category for block in edition.blocks for each in render.shown(block)}
        classes = "".join(f"<dt>{name}</dt><dd>{escape(CLASSES[name])}</dd>" for name in CLASSES if name in used)
        short = {part.siglum: part.short_title for part in edition.structure.parts}
        titles = escape(json.dumps(short, ensure_ascii=False))
        # The roles are said aloud because on a phone the style sheet sets the rows as entries, not as a table.
        found: list[docnodes.Node] = [
            raw(
                f"<details><summary>What the classes mean</summary><dl>{classes}</dl></details>"
                f'<table class="apparatus-list" role="table" data-texts="{titles}">'
                "<caption>Emendations and open queries</caption>"
                f'<thead role="rowgroup"><tr role="row">{head}<th scope="col" role="columnheader">Ground</th></tr>'
                '</thead><tbody role="rowgroup">'
            )
        ]
        order = 0
        for block in edition.blocks:
            for each in render.shown(block):
                order += 1
                found += self.row(block, each, order)
        return [*found, raw("</tbody></table>")]

    def row(self, block: Block, each: Reading, order: int) -> list[docnodes.Node]:
        """One entry; the place is a link that is resolved later."""
        entry = each.entry
        adopted = "<em>stands</em>" if entry.adopted is None else escape(entry.adopted)
        cells = [escape(each.printed), adopted, escape(entry.category), str(entry.layer), entry.certainty]
        attributes = (
            f'data-text="{entry.siglum}" data-class="{entry.category}" data-layer="{entry.layer}" '
            f'data-certainty="{entry.certainty}" data-kind="{"query" if entry.is_query else "emendation"}" '
            f'data-order="{order}"'
        )
        place = docnodes.Text(block.text) if block.is_heading else link(block.id)
        rest = "".join(f'<td role="cell">{cell}</td>' for cell in [*cells, escape(entry.ground)])
        row = f'<tr role="row" id="{entry.id}" {attributes}><th scope="row" role="rowheader">'
        return [raw(row), place, raw(f"</th>{rest}</tr>")]


class SilentChanges(SphinxDirective):
    """``{silent-changes}``: what was changed without a word, and how often."""

    def run(self) -> list[docnodes.Node]:
        """A table with its sum."""
        counts = edition_of(self.env).silent_counts()
        rows = "".join(
            f'<tr><th scope="row">{escape(what)}</th><td>{escape(how)}</td><td class="number">{number:,}</td></tr>'
            for what, how, number in counts
        )
        total = sum(number for *_, number in counts)
        return [
            raw(
                '<table class="figure-table"><caption>Silent changes, by what was done</caption><thead><tr>'
                '<th scope="col">What</th><th scope="col">How</th><th scope="col" class="number">Times</th></tr>'
                f'</thead><tbody>{rows}<tr><th scope="row">together</th><td></td><td class="number">{total:,}</td></tr>'
                "</tbody></table>"
            )
        ]


class Compare(SphinxDirective):
    """``{compare} S``: every block of a text beside the lines of the scan from which it was read."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """One pair of columns for each block."""
        edition = edition_of(self.env)
        found: list[docnodes.Node] = []
        for block in edition.part(self.arguments[0]):
            first, last = block.lines
            lines = "\n".join(f"{number} {edition.scan.line(number).rstrip()}" for number in range(first, last + 1))
            name: docnodes.Node = docnodes.Text(block.kind) if block.is_heading else link(block.id)
            text = escape(block.text).replace("\n", "<br>")
            found += [
                raw(f'<div class="compare" id="scan-{block.id}"><h2>'),
                name,
                raw(
                    f'</h2><div class="scan"><pre>{escape(lines)}</pre></div>'
                    f'<div class="edited"><p>{text}</p></div></div>'
                ),
            ]
        return found


class NamesList(SphinxDirective):
    """``{names} people``: all records of one kind, each with the paragraphs that name it."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """A definition list, sorted as in an index."""
        group = self.arguments[0]
        if group not in KINDS:
            raise self.error(f"{{names}} {group}: the kinds are {', '.join(KINDS)}")
        edition = edition_of(self.env)
        places: dict[str, list[str]] = {}
        forms: dict[str, dict[str, None]] = {}
        for block in edition.paragraphs:
            for mention in block.mentions:
                forms.setdefault(mention.record, {})[block.text[mention.start : mention.end]] = None
            for name in block.names:
                places.setdefault(name, []).append(block.id)
        found: list[docnodes.Node] = [raw('<dl class="names-list">')]
        records = [record for record in edition.names.records.values() if record.group == group]
        for record in sorted(records, key=lambda each: each.sort.casefold()):
            found += self.entry(record, places.get(record.id, []), list(forms.get(record.id, {})))
        return [*found, raw("</dl>")]

    def entry(self, record: Name, places: list[str], forms: list[str]) -> list[docnodes.Node]:
        """One record."""
        cyrillic = f' <span lang="ru" class="cyrillic">{escape(record.cyrillic)}</span>' if record.cyrillic else ""
        dates = f' <span class="dates">{escape(record.dates)}</span>' if record.dates else ""
        where = ", ".join(part for part in (record.modern, record.country) if part)
        where = f' <span class="where">Now {escape(where)}.</span>' if where else ""
        spelt = ", ".join(escape(form) for form in forms)
        found = [
            raw(
                f'<div class="name" id="name-{record.id}"><dt>{escape(record.name)}{cyrillic}{dates}</dt>'
                f'<dd class="description">{escape(record.description)}{where}</dd>'
                f'<dd class="spellings">In the texts: {spelt}.</dd><dd class="paragraphs">'
            )
        ]
        for number, place in enumerate(places):
            found += [raw(", ") if number else raw(""), link(place)]
        sources = ", ".join(self.source(each.source) for each in record.checked if each.evidence != "text")
        checked = (
            f'<dd class="sources">Read: {sources}</dd>' if sources else '<dd class="sources">From the texts alone.</dd>'
        )
        return [*found, raw(f"</dd>{checked}</div>")]

    @staticmethod
    def source(address: str) -> str:
        """A source as a link, named by its host."""
        if not address.startswith("http"):
            return escape(address)
        host = address.split("/")[2].removeprefix("www.")
        return f'<a href="{escape(address)}" rel="external">{escape(host)}</a>'


class Downloads(SphinxDirective):
    """``{downloads}``: the forms of the edition that the site carries, for all texts and for each."""

    def run(self) -> list[docnodes.Node]:
        """A table of links; the files are written when the site is built."""
        folder = "../" * self.env.docname.count("/") + DOWNLOADS
        parts = edition_of(self.env).structure.parts
        rows = ""
        for name, title in [("edition", "All texts"), *((part.siglum, part.title) for part in parts)]:
            cells = "".join(
                f'<td><a href="{folder}/{name}{ending}" download>{form}'
                f'<span class="visually-hidden"> of {escape(title)}</span></a></td>'
                for ending, form in FORMS.items()
            )
            rows += f'<tr><th scope="row">{escape(title)}</th>{cells}</tr>'
        return [
            raw(
                '<table class="figure-table downloads"><caption>The edition in other forms</caption>'
                f'<thead><tr><th scope="col">Text</th><th scope="col" colspan="{len(FORMS)}">Forms</th></tr></thead>'
                f"<tbody>{rows}</tbody></table>"
            )
        ]


def write_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Write the forms of the edition into the site, for a book that offers them."""
    if exception is None and app.builder.format == "html" and THE_EDITION in app.env.all_docs:
        exports.write_all(edition_of(app.env), Path(app.outdir) / DOWNLOADS)


def resolve_links(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Lead links of paragraphs to their places, and the signs of readings to the list."""
    domain = domain_of(app.env)
    for node in list(doctree.findall(paragraph_link)):
        places = domain.places.get(node["paragraph"])
        address = app.builder.get_relative_uri(docname, places[0][0]) if places else ""
        reference = docnodes.reference("", node.astext(), refuri=f"{address}#{node['paragraph']}", internal=True)
        node.replace_self(docnodes.inline("", "", reference))  # a link must stand in a text element
    if APPARATUS in app.env.all_docs:
        address = app.builder.get_relative_uri(docname, APPARATUS)
        for reading in doctree.findall(nodes.reading):
            reading["href"] = f"{address}#{reading['entry']}"


def page_data(app: Sphinx, docname: str) -> str:
    """What the scripts of a page know of its paragraphs, as JSON; empty for a page without paragraphs."""
    placed = domain_of(app.env).placed_by(docname)
    if not placed:
        return ""
    edition = edition_of(app.env)
    blocks = [edition.block(name) for name in placed]

    def address(page: str) -> str:
        return app.builder.get_relative_uri(docname, page) if page in app.env.all_docs else ""

    named = {name for block in blocks for name in block.names}
    data = {
        "course": {
            "title": app.config.html_title,
            "editors": app.config.author,
            "year": app.config.copyright,
        },
        "parts": {
            part.siglum: {"author": part.author, "title": part.title}
            for part in edition.structure.parts
            if part.siglum in {block.siglum for block in blocks}
        },
        "paragraphs": {
            block.id: {
                "pages": pages_of(block),
                "names": block.names,
                "entries": [each.entry.id for each in render.shown(block)],
                "compare": f"{address(COMPARE.format(block.siglum.lower()))}#scan-{block.id}",
            }
            for block in blocks
        },
        "entries": {each.entry.id: entry_data(each) for block in blocks for each in render.shown(block)},
        "names": {name: name_data(edition, name, address) for name in sorted(named)},
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")


def pages_of(block: Block) -> str:
    """The pamphlet's pages on which a block stands: ``23``, ``23–24``, or nothing where they are not known."""
    return "–".join(str(page) for page in dict.fromkeys([*block.pages[:1], *block.pages[-1:]]))


def entry_data(each: Reading) -> dict[str, Any]:
    """An entry for its card."""
    entry = each.entry
    return {
        "printed": each.printed,
        "adopted": entry.adopted,
        "class": CLASSES[entry.category],
        "certainty": entry.certainty,
        "layer": entry.layer,
        "ground": entry.ground,
        "line": entry.line,
    }


def name_data(edition: Edition, identifier: str, address: Any) -> dict[str, str]:
    """A name for the card of a paragraph."""
    record = edition.names.records[identifier]
    url = f"{address(NAMES.format(record.group))}#name-{identifier}"
    return {"name": record.name, "description": record.description, "url": url}


def give_data(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Hand the page's data to its template."""
    context["edition_data"] = page_data(app, pagename) if doctree is not None else ""


def setup(app: Sphinx) -> None:
    """Register the directives and what completes them."""
    app.add_node(paragraph_link)
    app.add_directive("apparatus", Apparatus)
    app.add_directive("silent-changes", SilentChanges)
    app.add_directive("compare", Compare)
    app.add_directive("names", NamesList)
    app.add_directive("downloads", Downloads)
    app.connect("doctree-resolved", resolve_links)
    app.connect("build-finished", write_downloads)
    app.connect("html-page-context", give_data)

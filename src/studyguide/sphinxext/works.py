"""Works that a session recommends, and names to know: ``{further-reading}``, ``{unread-works}``, ``{who-is-who}``.

A work of which nobody here has read anything stands in ``book/further-reading.bib``. Sphinx does not know that file, so
that such a work cannot be cited; it can only be recommended, and then says of itself that it was not consulted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from docutils import nodes as docnodes
from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.plugin import find_plugin, register_plugin
from pybtex.style.formatting.plain import Style
from pybtex.style.template import field, sentence
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from studyguide.edition.names import KINDS

from .apparatus import NAMES as NAMES_PAGE
from .links import link_to
from .texts import edition_of

READ, UNREAD = Path("book/references.bib"), Path("book/further-reading.bib")
LETTER = re.compile(r"(?<=\d)[a-z]$|-[a-z]$")
"""What tells works of one author and year apart."""
BEGINS = re.compile(r"[\w-]+: ")
"""How the line of a work begins: its key and a colon."""


def tell_apart(library: BibliographyData) -> None:
    """Give works of one author and one year a letter after the year, in the order of their titles: 1921a, 1921b."""
    same: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in library.entries.values():
        entry.fields["year"] = LETTER.sub("", entry.fields.get("year", ""))
        names = " ".join(" ".join(person.last_names) for person in entry.persons.get("author", []))
        same[names.strip("{}"), entry.fields["year"]].append(entry)
    for entries in same.values():
        if len(entries) > 1:
            for letter, entry in zip(ascii_lowercase, sorted(entries, key=title_of), strict=False):
                year = entry.fields["year"]
                entry.fields["year"] = f"{year}{letter}" if year[-1:].isdigit() else f"{year}-{letter}"


def title_of(entry: Entry) -> str:
    """A title without braces, for sorting."""
    title: str = entry.fields["title"]
    return title.replace("{", "").replace("}", "").casefold()


def tell_cited_apart(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """The same for the works that Sphinx knows."""
    if "cite" in env.domains:
        tell_apart(env.domains["cite"].bibdata.data)  # type: ignore[attr-defined]


def library(env: BuildEnvironment, path: Path) -> BibliographyData:
    """The works of one file; the page that is being read comes to depend on it."""
    file = Path(env.srcdir) / path
    env.note_dependency(str(file))
    return _parse(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _parse(file: Path, stamp: int) -> BibliographyData:
    found = parse_file(file)
    tell_apart(found)
    return found


class CourseStyle(Style):
    """The plain style of BibTeX, but for titles, which keep their capitals."""

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        """A title as it was entered."""
        title = field(which_field)
        return sentence[title] if as_sentence else title


STYLE = CourseStyle()


def reference(entry: Entry) -> list[docnodes.Node]:
    """A work's full reference."""
    formatted = next(iter(STYLE.format_entries([entry])))
    paragraph = Backend().paragraph(formatted)
    return list(paragraph.children)


class FurtherReading(SphinxDirective):
    """``{further-reading}``: a line ``key: why`` for each work; prints its reference, and whether it was consulted."""

    has_content = True

    def run(self) -> list[docnodes.Node]:
        """A list of works."""
        read, unread = library(self.env, READ).entries, library(self.env, UNREAD).entries
        found = []
        for line in self.unwrapped():
            key, colon, why = line.partition(":")
            entry = read.get(key) or unread.get(key)
            if not colon or entry is None:
                raise self.error(f"{{further-reading}}: {line!r} must be “key: why”, its key in {READ} or {UNREAD}")
            inlines, messages = self.parse_inline(why.strip())
            status = [] if key in read else [docnodes.inline("", " Not consulted here.", classes=["unread"])]
            body = docnodes.paragraph("", "", *reference(entry), docnodes.Text(" "), *inlines, *messages, *status)
            found.append(docnodes.list_item("", body))
        return [docnodes.bullet_list("", *found, classes=["further-reading"])]

    def unwrapped(self) -> list[str]:
        """A line for each work, whatever way the author broke it."""
        found: list[str] = []
        for line in self.content:
            if found and not BEGINS.match(line):
                found[-1] += f" {line.strip()}"
            elif line.strip():
                found.append(line.strip())
        return found


class UnreadWorks(SphinxDirective):
    """``{unread-works}``: all works that are recommended and that nobody here has consulted."""

    def run(self) -> list[docnodes.Node]:
        """A list of works, by author."""
        works = library(self.env, UNREAD).entries.values()
        lines = [docnodes.paragraph("", "", *reference(entry)) for entry in works]
        ordered = sorted(lines, key=lambda line: line.astext().casefold())
        return [docnodes.bullet_list("", *(docnodes.list_item("", line) for line in ordered))]


class WhoIsWho(SphinxDirective):
    """``{who-is-who}``: ids of names, divided by commas; prints each with its dates and what the records say of it."""

    has_content = True

    def run(self) -> list[docnodes.Node]:
        """A list of names, each linked to its record."""
        records = edition_of(self.env).names.records
        found = docnodes.definition_list(classes=["who-is-who"])
        for name in (each.strip() for each in " ".join(self.content).split(",")):
            if name not in records:
                raise self.error(f"{{who-is-who}}: there is no name {name!r} in book/data/names/ ({', '.join(KINDS)})")
            record = records[name]
            term = docnodes.term("", "", link_to(NAMES_PAGE.format(record.group), f"name-{name}", record.name))
            if record.dates:
                term += docnodes.inline("", f" {record.dates}", classes=["dates"])
            body = docnodes.definition("", docnodes.paragraph("", record.description))
            found += docnodes.definition_list_item("", term, body)
        return [found]


def setup(app: Sphinx) -> None:
    """Register the directives, and the style of references for the whole bibliography."""
    register_plugin("pybtex.style.formatting", "course", CourseStyle)
    # Each citation looks this one up among all installed packages, a third of a cold build: tell it where it is.
    register_plugin("pybtex.backends", "plaintext", find_plugin("pybtex.backends", "plaintext"), force=True)
    app.connect("env-before-read-docs", tell_cited_apart)
    app.add_directive("further-reading", FurtherReading)
    app.add_directive("unread-works", UnreadWorks)
    app.add_directive("who-is-who", WhoIsWho)

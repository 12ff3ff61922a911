"""What an author of a session writes: ``{passage}``, ``{excerpt}``, ``{at-a-glance}``."""

from __future__ import annotations

from typing import ClassVar, cast

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from studyguide.edition import Block, UnknownParagraphError

from . import nodes, render
from .domain import EditionDomain, spans
from .texts import edition_of

WORDS_A_MINUTE = 180
"""Reading speed for the minutes of a session: slow, because the texts are dense and read with a pencil."""


class TextDirective(SphinxDirective):
    """A directive whose argument names paragraphs."""

    required_arguments = 1
    final_argument_whitespace = True

    def blocks(self) -> list[Block]:
        """The blocks that the argument names; an unknown one stops the build with the place of the directive."""
        try:
            return edition_of(self.env).range(self.arguments[0])
        except UnknownParagraphError as error:
            raise self.error(f"{{{self.name}}} {self.arguments[0]}: {error}") from error


class Passage(TextDirective):
    """``{passage} S31-S38``: puts paragraphs on the page, each with its id; exactly once in the course."""

    def run(self) -> list[docnodes.Node]:
        """The passage, noted in the domain."""
        blocks = self.blocks()
        domain = cast(EditionDomain, self.env.get_domain("edition"))
        for block in blocks:
            if not block.is_heading:
                domain.note(block.id, self.env.docname, self.lineno)
        numbered = [block.id for block in blocks if not block.is_heading]
        node = nodes.passage("", *render.sections(blocks), classes=["passage"], paragraphs=numbered)
        self.set_source_info(node)
        for section in node.findall(docnodes.section):
            self.state.document.note_explicit_target(section)
        return [node]


class Excerpt(TextDirective):
    """``{excerpt} T41``: shows paragraphs again, without ids, each linked to its place."""

    def run(self) -> list[docnodes.Node]:
        """The excerpt; links are resolved when all pages are read."""
        found = render.excerpt(self.blocks(), lambda block: block.id)
        node = nodes.passage("", *found, classes=["passage", "excerpt"], paragraphs=[])
        self.set_source_info(node)
        return [node]


class glance(docnodes.General, docnodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for the facts of a page's passages until the page is read."""


class AtAGlance(SphinxDirective):
    """``{at-a-glance}``: the passages of this page, their pages in the pamphlet, and the minutes to read them.

    Options: ``writing`` and ``talking``, in minutes.
    """

    option_spec: ClassVar = {"writing": int, "talking": int}

    def run(self) -> list[docnodes.Node]:
        """A place-holder, because the passages come further down."""
        return [glance("", writing=self.options.get("writing", 0), talking=self.options.get("talking", 0))]


class FillGlance(SphinxTransform):
    """The facts of a page, once all its passages are there."""

    default_priority = 800

    def apply(self, **_: object) -> None:
        """Replace each ``glance`` of the page by its facts."""
        for node in list(self.document.findall(glance)):
            placed = [name for each in self.document.findall(nodes.passage) for name in each["paragraphs"]]
            node.replace_self(self.facts(node, placed))

    def facts(self, node: glance, placed: list[str]) -> docnodes.Element:
        """The facts as a definition list."""
        edition = edition_of(self.env)
        blocks = [edition.block(name) for name in placed]
        words = sum(block.words for block in blocks)
        minutes = max(1, round(words / WORDS_A_MINUTE))
        pages = sorted(
            {block.page for block in blocks if block.page} | {turn.page for block in blocks for turn in block.breaks}
        )
        rows = [
            ("Passages", spans(placed)),
            ("In the pamphlet", f"pages {pages[0]}–{pages[-1]}" if pages else "unnumbered"),
            ("Reading", f"{words:,} words, about {minutes} minutes"),
        ]
        rows += [(name.capitalize(), f"about {node[name]} minutes") for name in ("writing", "talking") if node[name]]
        items = [
            docnodes.definition_list_item(
                "", docnodes.term("", name), docnodes.definition("", docnodes.paragraph("", value))
            )
            for name, value in rows
        ]
        return docnodes.definition_list("", *items, classes=["at-a-glance"])


def link_excerpts(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Point the numbers of excerpts to where their paragraphs stand."""
    domain = cast(EditionDomain, app.env.get_domain("edition"))
    for node in doctree.findall(nodes.block):
        target = node["target"]
        if not target.startswith("#"):
            places = domain.places.get(target)
            address = app.builder.get_relative_uri(docname, places[0][0]) if places else ""
            node["target"] = f"{address}#{target}"


def setup(app: Sphinx) -> None:
    """Register the directives and what completes them."""
    app.add_node(glance)
    app.add_directive("passage", Passage)
    app.add_directive("excerpt", Excerpt)
    app.add_directive("at-a-glance", AtAGlance)
    app.add_transform(FillGlance)
    app.connect("doctree-resolved", link_excerpts)

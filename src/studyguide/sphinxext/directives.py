"""What an author writes: ``{passage}``, ``{excerpt}``, ``{described}``, ``{at-a-glance}``, ``{course-plan}``."""

from __future__ import annotations

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from studyguide.edition import Block, UnknownParagraphError

from . import exercises, facts, nodes, render
from .domain import domain_of
from .texts import edition_of

OPENING = "opening-question"
"""The class that a session gives to the paragraph with its opening question."""


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
        domain = domain_of(self.env)
        for block in blocks:
            if not block.is_heading:
                domain.note(block.id, self.env.docname, self.lineno)
        numbered = [block.id for block in blocks if not block.is_heading]
        node = nodes.passage("", *render.sections(blocks), classes=["passage"], paragraphs=numbered)
        self.set_source_info(node)
        exercises.weave(self, node)
        for section in node.findall(docnodes.section):
            self.state.document.note_explicit_target(section)
        return [node]


class Excerpt(TextDirective):
    """``{excerpt} T41``: shows paragraphs again, without ids, each linked to its place."""

    def run(self) -> list[docnodes.Node]:
        """The excerpt; links are resolved when all pages are read."""
        found = render.excerpt(self.blocks())
        node = nodes.passage("", *found, classes=["passage", "excerpt"], paragraphs=[])
        self.set_source_info(node)
        return [node]


class glance(docnodes.General, docnodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for the facts of a page's passages until the page is read."""


class AtAGlance(SphinxDirective):
    """``{at-a-glance}``: the passages of this page, their pages in the pamphlet, and the minutes to read them."""

    def run(self) -> list[docnodes.Node]:
        """A place-holder, because the passages come further down."""
        return [glance()]


class FillGlance(SphinxTransform):
    """The facts of a page, once all its passages are there."""

    default_priority = 800

    def apply(self, **_: object) -> None:
        """Replace each ``glance`` of the page by its facts."""
        for node in list(self.document.findall(glance)):
            placed = [name for each in self.document.findall(nodes.passage) for name in each["paragraphs"]]
            stops = exercises.words_of_stops(self.env, self.env.docname)
            rows = facts.of_paragraphs(edition_of(self.env), placed, stops)
            rows += exercises.minutes_of(self.env, self.env.docname)
            node.replace_self(facts.definition_list(rows))


class Described(SphinxDirective):
    """``{described} A``: what the edition describes instead of transcribing, in the text with this siglum."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """An editors' note."""
        matter = [each for each in edition_of(self.env).structure.described if each.siglum == self.arguments[0]]
        if not matter:
            raise self.error(f"{{described}} {self.arguments[0]}: nothing in text {self.arguments[0]} is described")
        title = docnodes.strong("", "Not transcribed. ")
        text = docnodes.Text(" ".join(each.description for each in matter))
        return [docnodes.container("", docnodes.paragraph("", "", title, text), classes=["note"])]


class course_plan(docnodes.General, docnodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for the plan of the course until all pages are read."""


class CoursePlan(SphinxDirective):
    """``{course-plan}``: every session with its question, its passages and its minutes, each linked."""

    def run(self) -> list[docnodes.Node]:
        """A place-holder, filled when all pages are read."""
        return [course_plan()]


def note_question(app: Sphinx, doctree: docnodes.document) -> None:
    """Keep a session's opening question for the plan of the course."""
    for paragraph in doctree.findall(docnodes.paragraph):
        if OPENING in paragraph["classes"]:
            app.env.metadata[app.env.docname][OPENING] = paragraph.astext()


def fill_plan(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Put the sessions in the place of the plan, in the order of the course."""
    domain = domain_of(app.env)
    for node in list(doctree.findall(course_plan)):
        items = []
        for session in sessions(app.env):
            title = app.env.titles[session].astext()
            address = app.builder.get_relative_uri(docname, session)
            link = docnodes.reference("", title, refuri=address, internal=True)
            question = app.env.metadata[session].get(OPENING, "")
            rows = facts.of_paragraphs(edition_of(app.env), domain.placed_by(session))
            progress = exercises.progress_of(app.env, session)
            items.append(
                docnodes.list_item(
                    "",
                    docnodes.paragraph("", "", link, classes=["plan-title"]),
                    docnodes.paragraph("", question, classes=["plan-question"]),
                    docnodes.paragraph("", " · ".join(value for _, value in rows), classes=["plan-facts"]),
                    *progress,
                )
            )
        node.replace_self(docnodes.bullet_list("", *items, classes=["course-plan"]))


def sessions(env: BuildEnvironment) -> list[str]:
    """The pages that place paragraphs, in the order of the table of contents."""
    domain = domain_of(env)
    return [name for name in env.toctree_includes.get(env.config.root_doc, []) if domain.placed_by(name)]


def link_excerpts(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Point the numbers of excerpts to where their paragraphs stand."""
    domain = domain_of(app.env)
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
    app.add_directive("described", Described)
    app.add_node(course_plan)
    app.add_directive("course-plan", CoursePlan)
    app.add_transform(FillGlance)
    app.connect("doctree-read", note_question)
    app.connect("doctree-resolved", fill_plan)
    app.connect("doctree-resolved", link_excerpts)

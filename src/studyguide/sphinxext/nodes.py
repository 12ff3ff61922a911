"""The nodes that our directives put on a page, and their HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class passage(nodes.General, nodes.Element):
    """A run of blocks of the source text; ``classes`` tell a passage from an excerpt."""


class block(nodes.General, nodes.Element):
    """One numbered block; ``label`` is the paragraph id that is printed, ``target`` the address it links to."""


class page_break(nodes.Inline, nodes.Element):
    """The beginning of page ``number`` of the pamphlet."""


class verse_line(nodes.Inline, nodes.Element):
    """The end of a line of verse."""


class reading(nodes.Inline, nodes.TextElement):
    """An emended or queried reading.

    ``entry`` is its id in the ledger, ``kind`` is ``emended`` or ``query``, ``printed`` what the pamphlet has (empty
    where the words are the same), ``label`` what a screen reader says of the sign, ``href`` where in the list it leads.
    """


class exercise(nodes.section):
    """A discussion exercise: a section whose element is told by ``data-exercise``; ``exercise`` is its id."""


class disclosure(nodes.General, nodes.Element):
    """What a reader opens: ``summary`` is the line that is always seen, ``classes`` say what kind of thing it holds."""


class question(nodes.General, nodes.Element):
    """A self-check question: ``question`` is its id, ``right`` the number of the right option."""


class question_text(nodes.General, nodes.TextElement):
    """What a self-check question asks."""


class choice(nodes.General, nodes.TextElement):
    """An option of a self-check question: ``question`` is the question's id, ``number`` counts from 1."""


class stop(nodes.General, nodes.Element):
    """A stop in a passage; ``label`` is what a screen reader calls it."""


def visit_exercise(self: HTML5Translator, node: exercise) -> None:
    self.section_level += 1
    self.body.append(self.starttag(node, "section", **{"data-exercise": node["exercise"]}))


def visit_disclosure(self: HTML5Translator, node: disclosure) -> None:
    self.body.append(self.starttag(node, "details", "") + f"<summary>{escape(node['summary'])}</summary>\n")


def depart_disclosure(self: HTML5Translator, node: disclosure) -> None:
    self.body.append("</details>\n")


def visit_question(self: HTML5Translator, node: question) -> None:
    data = {"data-question": node["question"], "data-right": str(node["right"])}
    self.body.append(self.starttag(node, "fieldset", **data))


def depart_question(self: HTML5Translator, node: question) -> None:
    self.body.append("</fieldset>\n")


def visit_question_text(self: HTML5Translator, node: question_text) -> None:
    self.body.append(self.starttag(node, "legend", ""))


def depart_question_text(self: HTML5Translator, node: question_text) -> None:
    self.body.append("</legend>\n")


def visit_choice(self: HTML5Translator, node: choice) -> None:
    name, number = node["question"], node["number"]
    self.body.append(
        f'<div class="option"><input type="radio" name="{name}" id="{name}-{number}" value="{number}">'
        f'<label for="{name}-{number}">'
    )


def depart_choice(self: HTML5Translator, node: choice) -> None:
    self.body.append("</label></div>\n")


def visit_stop(self: HTML5Translator, node: stop) -> None:
    self.body.append(self.starttag(node, "div", role="note", **{"aria-label": node["label"]}))


def visit_passage(self: HTML5Translator, node: passage) -> None:
    self.body.append(self.starttag(node, "div"))


def depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def visit_block(self: HTML5Translator, node: block) -> None:
    self.body.append(self.starttag(node, "div"))
    label, target = node["label"], node["target"]
    self.body.append(f'<a class="block-number" href="{target}" aria-label="Paragraph {label}, permalink">{label}</a>\n')


def visit_page_break(self: HTML5Translator, node: page_break) -> None:
    # Empty, with the number in an attribute: the style sheet prints it, and a reader who copies the text gets the text.
    number = node["number"]
    identifier = f' id="page-{number}"' if node["named"] else ""
    self.body.append(
        f'<span class="page-break"{identifier} role="doc-pagebreak" title="page {number}" data-page="{number}"></span>'
    )


def visit_verse_line(self: HTML5Translator, node: verse_line) -> None:
    self.body.append("<br>\n")


def visit_reading(self: HTML5Translator, node: reading) -> None:
    printed = f' data-printed="{escape(node["printed"])}"' if node["printed"] else ""
    self.body.append(f'<span class="reading reading-{node["kind"]}" data-entry="{node["entry"]}"{printed}>')


def depart_reading(self: HTML5Translator, node: reading) -> None:
    # Empty, so that the text of a paragraph is its text; the style sheet prints the sign.
    self.body.append(f'<a class="reading-sign" href="{node["href"]}" aria-label="{escape(node["label"])}"></a></span>')


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    # docutils gives each entry a role that is deprecated, and their list a role that does not fit its links.
    self.body.append(self.starttag(node, "div", "", CLASS="citation"))


def nothing(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """For what needs no closing tag, and for formats that print only the text."""


def setup(app: Sphinx) -> None:
    """Register the nodes; in formats without a visitor of their own, only the text inside them is printed."""
    html: dict[type[nodes.Element], tuple[Any, Any]] = {
        passage: (visit_passage, depart_div),
        block: (visit_block, depart_div),
        page_break: (visit_page_break, nothing),
        verse_line: (visit_verse_line, nothing),
        reading: (visit_reading, depart_reading),
        exercise: (visit_exercise, HTML5Translator.depart_section),
        disclosure: (visit_disclosure, depart_disclosure),
        question: (visit_question, depart_question),
        question_text: (visit_question_text, depart_question_text),
        choice: (visit_choice, depart_choice),
        stop: (visit_stop, depart_div),
    }
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_div))
    for node, visitors in html.items():
        app.add_node(node, html=visitors, text=(nothing, nothing), latex=(nothing, nothing))

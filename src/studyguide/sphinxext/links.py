"""Links to a place on another page of the book, made when all pages are read."""

from __future__ import annotations

from docutils import nodes as docnodes
from sphinx.application import Sphinx


class page_link(docnodes.Inline, docnodes.TextElement):  # noqa: N801 - docutils names nodes so
    """Text that will lead to ``anchor`` on ``page``; in a book without that page it stays text."""


def link_to(page: str, anchor: str, text: str) -> page_link:
    """A link to an anchor on a page, or to the page where the anchor is empty."""
    return page_link("", docnodes.Text(text), page=page, anchor=anchor)


def resolve(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Give the links their addresses."""
    for node in list(doctree.findall(page_link)):
        if node["page"] in app.env.all_docs:
            anchor = f"#{node['anchor']}" if node["anchor"] else ""
            address = app.builder.get_relative_uri(docname, node["page"]) + anchor
            node.replace_self(docnodes.reference("", "", *node.children, refuri=address, internal=True))
        else:
            node.replace_self(node.children)


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(page_link)
    app.connect("doctree-resolved", resolve)

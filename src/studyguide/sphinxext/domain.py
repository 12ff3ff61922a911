"""Where each paragraph stands in the course: references to paragraphs, and the check that none is lost or doubled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from studyguide.edition import UnknownParagraphError
from studyguide.edition.reference import endpoints

from .texts import edition_of

logger = logging.getLogger(__name__)

Place = tuple[str, int]
"""A document's name and a line in it."""


class ParagraphRole(XRefRole):
    """``{para}`S12` `` or ``{para}`S12-S15` ``: a link to the paragraph's place, wherever that is."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline)

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Be the domain's role, under its short name too."""
        self.name = "edition:para"
        return super().run()

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Show a range with a dash."""
        return (title if has_explicit_title else title.replace("-", "–")), target


class EditionDomain(Domain):
    """The texts' paragraphs as objects that pages place and refer to."""

    name = "edition"
    label = "Edition"
    roles = {"para": ParagraphRole()}
    initial_data: dict[str, Any] = {"places": {}}
    data_version = 1

    @property
    def places(self) -> dict[str, list[Place]]:
        """For each paragraph id, where pages place it."""
        places: dict[str, list[Place]] = self.data["places"]
        return places

    def note(self, identifier: str, docname: str, line: int) -> None:
        """Record that a page places a paragraph."""
        self.places.setdefault(identifier, []).append((docname, line))

    def placed_by(self, docname: str) -> list[str]:
        """The ids of the paragraphs that a page places, in its order."""
        found = [
            (line, position, identifier)
            for position, (identifier, places) in enumerate(self.places.items())
            for name, line in places
            if name == docname
        ]
        return [identifier for *_, identifier in sorted(found)]

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read anew."""
        for identifier in list(self.places):
            kept = [place for place in self.places[identifier] if place[0] != docname]
            if kept:
                self.places[identifier] = kept
            else:
                del self.places[identifier]

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for identifier, places in otherdata["places"].items():
            for docname, line in places:
                if docname in docnames:
                    self.note(identifier, docname, line)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Link to the first paragraph of the reference; complain when there is no such paragraph."""
        try:
            edition_of(env).range(target)
            first, _ = endpoints(target)
        except UnknownParagraphError as error:
            logger.warning("{para}`%s`: %s", target, error, location=node, type="edition", subtype="reference")
            return contnode
        if first not in self.places:
            return None
        return make_refnode(builder, fromdocname, self.places[first][0][0], first, contnode)

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.reference]]:
        """Only ``{para}`` refers to paragraphs."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Nothing for the object search: paragraphs are found by their text."""
        return []

    def check_consistency(self) -> None:
        """Every paragraph stands on one page, once."""
        if not self.env.config.studyguide_complete:
            return
        paragraphs = edition_of(self.env).paragraphs
        missing = [block.id for block in paragraphs if block.id not in self.places]
        if missing:
            logger.warning(
                "no session places %s: add them to a {passage}", spans(missing), type="edition", subtype="completeness"
            )
        for identifier, places in self.places.items():
            if len(places) > 1:
                where = " and ".join(f"{docname} (line {line})" for docname, line in places)
                logger.warning(
                    "paragraph %s is placed more than once: %s. Keep one {passage}; show it again with {excerpt}",
                    identifier,
                    where,
                    type="edition",
                    subtype="completeness",
                )


def domain_of(env: BuildEnvironment) -> EditionDomain:
    """The domain that knows where each paragraph stands."""
    return cast(EditionDomain, env.get_domain(EditionDomain.name))


def spans(identifiers: list[str]) -> str:
    """Paragraph ids in short: ``S3–S5, T1``."""
    runs: dict[tuple[str, int], list[str]] = defaultdict(list)
    for position, identifier in enumerate(identifiers):
        digits = "".join(character for character in identifier if character.isdigit())
        runs[identifier[0], int(digits) - position].append(identifier)
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs.values())


def setup(app: Sphinx) -> None:
    """Register the domain, and ``{para}`` without its prefix."""
    app.add_domain(EditionDomain)
    app.add_role("para", ParagraphRole())

"""Shorter ways through the course: ``{path} three``."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from studyguide.edition import Edition
from studyguide.exercises import RecordError
from studyguide.exercises.paths import PATH, Gathering, Step, Way, load_paths

from . import facts
from .domain import spans
from .exercises import SETTINGS, RecordDirective, paragraph_links, title_of
from .links import link_to
from .meeting import SESSIONS
from .texts import edition_of, records_of


def ids(edition: Edition, references: tuple[str, ...]) -> list[str]:
    """The ids of the paragraphs that references name."""
    return [block.id for each in references for block in edition.range(each) if not block.is_heading]


class ShowPath(RecordDirective):
    """``{path} three``: for whom, each meeting with its reading and its plan, and what the path leaves unread."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """Sections: one a meeting, and one for what is omitted."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / PATH))
        try:
            ways = load_paths(root, records_of(self.env))
        except RecordError as error:
            raise ExtensionError(str(error)) from error
        way = ways.get(self.arguments[0])
        if way is None:
            raise self.error(f"{{path}} {self.arguments[0]}: {PATH} has {', '.join(ways) or 'no path'}")
        return [
            *self.parse_text_to_nodes(f"*For whom.* {way.whom}"),
            *(self.gathering(way, number) for number in range(1, len(way.meetings) + 1)),
            self.omitted(way),
        ]

    def section(self, identifier: str, title: str, *body: docnodes.Node) -> docnodes.section:
        """A section with a heading."""
        return docnodes.section("", docnodes.title("", title), *body, ids=[identifier], names=[])

    def gathering(self, way: Way, number: int) -> docnodes.section:
        """One meeting: its question, what to read, its ninety minutes, what to take home."""
        meeting = way.meetings[number - 1]
        question = self.line(meeting.question, "plan-question")
        edition = edition_of(self.env)
        reading = dict(facts.of_paragraphs(edition, ids(edition, meeting.read)))["Reading"]
        read = self.line(f"*Read beforehand:* {paragraph_links(meeting.read)}; {reading}.")
        home = self.line(f"*Take home:* {meeting.home}")
        title = f"Meeting {number}. {meeting.title}"
        return self.section(f"{way.id}-{number}", title, question, read, self.plan(meeting), home)

    def plan(self, meeting: Gathering) -> docnodes.definition_list:
        """The steps with their minutes."""
        found = docnodes.definition_list(classes=["path-plan"])
        ends = list(accumulate(step.minutes for step in meeting.plan))
        for step, end in zip(meeting.plan, ends, strict=True):
            time = docnodes.term("", f"{end - step.minutes}–{end}")
            found += docnodes.definition_list_item("", time, docnodes.definition("", *self.step(step)))
        return found

    def step(self, step: Step) -> list[docnodes.Node]:
        """What happens in a step."""
        if not step.exercise:
            return self.parse_text_to_nodes(step.do)
        session, record = records_of(self.env).exercise(step.exercise)
        link = link_to(SESSIONS.format(session.name), record.id, title_of(session, record))
        return [docnodes.paragraph("", "", link, docnodes.Text(f" ({SETTINGS[record.setting]})"))]

    def omitted(self, way: Way) -> docnodes.section:
        """What the path does not read, counted, and what that costs."""
        edition = edition_of(self.env)
        read = {name for meeting in way.meetings for name in ids(edition, meeting.read)}
        left = [block for block in edition.paragraphs if block.id not in read]
        words, all_words = (sum(block.words for block in blocks) for blocks in (left, edition.paragraphs))
        share = f"{words:,} of {all_words:,} words"
        count = self.line(f"Not read: {spans([block.id for block in left])}. That is {share}.", "omitted")
        title = "What this path leaves out"
        return self.section(f"{way.id}-omits", title, *self.parse_text_to_nodes(way.omits), count)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("path", ShowPath)

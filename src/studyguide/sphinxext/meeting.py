"""The facilitator's view of a session: ``{facilitator-plan}``, ``{facilitator-plans}``; all from the records."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from studyguide.exercises import Exercise, Session
from studyguide.exercises.model import Meeting, Step
from studyguide.exercises.rules import LONG, SHORT

from . import nodes
from .directives import OPENING, sessions
from .exercises import SETTINGS, RecordDirective, facts_of, title_of
from .links import link_to
from .page import LABEL
from .texts import records_of

PLANS = "book/facilitate/{}"
SESSIONS = "book/sessions/{}"


class question_of(docnodes.General, docnodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for the opening question of the page ``page`` until all pages are read."""


class plan_list(docnodes.General, docnodes.Element):  # noqa: N801
    """Stands for the list of all plans until all pages are read."""


def clock(minutes: Sequence[int]) -> list[str]:
    """From when to when each step runs, in minutes from the beginning: ``8–15``; a dash for what is left out."""
    ends = list(accumulate(minutes))
    return [f"{end - each}–{end}" if each else "—" for each, end in zip(minutes, ends, strict=True)]


class FacilitatorPlan(RecordDirective):
    """``{facilitator-plan} 05-counting-a-movement``: the plan of a meeting on one page, and its exercises in full."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """Two sections."""
        session = records_of(self.env).sessions.get(self.arguments[0])
        if session is None or session.meeting is None:
            raise self.error(f"{{facilitator-plan}} {self.arguments[0]}: exercises/ has no meeting of this name")
        link = f"Participants read {{doc}}`/{SESSIONS.format(session.name)}`"
        found = [
            question_of(page=SESSIONS.format(session.name)),
            *self.parse_text_to_nodes(f"{link}."),
            self.table(session, session.meeting),
            *self.advice(session.meeting),
        ]
        first = docnodes.container("", *found, classes=["one-page"])
        return [first, self.exercises(session)]

    def table(self, session: Session, meeting: Meeting) -> docnodes.section:
        """The steps with their minutes in the long meeting and in the cut."""
        columns = (clock([step.minutes for step in meeting.plan]), clock([step.short for step in meeting.plan]))
        heads = [f"{LONG} min", f"{SHORT} min", "What happens"]
        rows = []
        for step, long, short in zip(meeting.plan, *columns, strict=True):
            what = docnodes.entry("", *self.step(session, step))
            rows.append(docnodes.row("", *(docnodes.entry("", docnodes.paragraph("", t)) for t in (long, short)), what))
        group = docnodes.tgroup("", cols=len(heads))
        group += [docnodes.colspec(colwidth=width) for width in (1, 1, 6)]
        head = [docnodes.entry("", docnodes.paragraph("", name)) for name in heads]
        group += docnodes.thead("", docnodes.row("", *head))
        group += docnodes.tbody("", *rows)
        return self.section("The meeting by minutes", docnodes.table("", group, classes=["plan"]))

    def step(self, session: Session, step: Step) -> list[docnodes.Node]:
        """What happens in a step; an exercise with its setting and a link."""
        if not step.exercise:
            return self.parse_text_to_nodes(step.do)
        record = next(each for each in session.exercises if each.id == step.exercise)
        return [docnodes.paragraph("", "", self.link(session, record), docnodes.Text(f" ({SETTINGS[record.setting]})"))]

    def advice(self, meeting: Meeting) -> list[docnodes.Node]:
        """What helps besides the plan, in short sections."""
        stuck = docnodes.definition_list()
        for each in meeting.stuck:
            where = docnodes.term("", "", *self.parse_inline(each.where)[0])
            stuck += docnodes.definition_list_item(
                "", where, docnodes.definition("", *self.parse_text_to_nodes(each.help))
            )
        return [
            self.section("Where the tension lies", *self.parse_text_to_nodes(meeting.tension)),
            self.section("Where groups get stuck, and what helps", stuck),
            self.section("A member who has not spoken", *self.parse_text_to_nodes(meeting.quiet)),
            self.section("Bring", self.items(meeting.materials)),
            self.section("A finished board might look like this", self.items(meeting.board, "board")),
        ]

    def section(self, title: str, *body: docnodes.Node) -> docnodes.section:
        """A section with a heading, and an id made of it."""
        return docnodes.section("", docnodes.title("", title), *body, ids=[docnodes.make_id(title)], names=[])

    def link(self, session: Session, record: Exercise) -> docnodes.Node:
        """A link to an exercise on its session's page, by its title."""
        return link_to(SESSIONS.format(session.name), record.id, title_of(session, record))

    def exercises(self, session: Session) -> docnodes.section:
        """Each exercise with what only the facilitator needs at hand."""
        found: list[docnodes.Node] = []
        for record in session.exercises:
            title = docnodes.title("", title_of(session, record))
            node = docnodes.section("", title, ids=[f"brief-{record.id}"], names=[], classes=["exercise-brief"])
            page = link_to(SESSIONS.format(session.name), record.id, "on the page")
            node += docnodes.paragraph("", f"{facts_of(record)} · ", page, classes=["exercise-facts"])
            node += docnodes.container("", *self.parse_text_to_nodes(record.prompt), classes=["prompt"])
            node += [self.line("What a strong answer does", "brief-title"), self.items(record.strong)]
            node += [self.line("Then ask", "brief-title"), *self.parse_text_to_nodes(record.follow_up)]
            # Closed, because whoever leads tries the exercise first, too.
            evidence = self.items(record.considerations)
            node += nodes.disclosure("", evidence, summary="Evidence on each side", classes=["considerations"])
            found.append(node)
        return self.section("Exercise by exercise", *found)


class FacilitatorPlans(SphinxDirective):
    """``{facilitator-plans}``: all sessions' plans, each with its question."""

    def run(self) -> list[docnodes.Node]:
        """A place-holder, filled when all pages are read."""
        return [plan_list()]


def fill(app: Sphinx, doctree: docnodes.document, docname: str) -> None:
    """Put in what is known when all pages are read: the sessions' questions, and the list of their plans."""
    env = app.env
    for node in list(doctree.findall(question_of)):
        question = env.metadata.get(node["page"], {}).get(OPENING, "")
        label = docnodes.paragraph("", "The opening question", classes=[LABEL])
        node.replace_self([label, docnodes.paragraph("", question, classes=[OPENING])])
    for node in list(doctree.findall(plan_list)):
        items = []
        for session in sessions(env):
            page = PLANS.format(session.rpartition("/")[2])
            link = link_to(page, "", env.titles[session].astext())
            question = docnodes.paragraph("", env.metadata[session].get(OPENING, ""), classes=["plan-question"])
            title = docnodes.paragraph("", "", link, classes=["plan-title"])
            items.append(docnodes.list_item("", title, question))
        node.replace_self(docnodes.bullet_list("", *items, classes=["course-plan"]))


def setup(app: Sphinx) -> None:
    """Register the directives and what completes them, before the links are resolved."""
    app.add_node(question_of)
    app.add_node(plan_list)
    app.add_directive("facilitator-plan", FacilitatorPlan)
    app.add_directive("facilitator-plans", FacilitatorPlans)
    app.connect("doctree-resolved", fill)

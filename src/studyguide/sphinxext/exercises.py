"""Exercises and self-checks on the page: ``{exercise}``, ``{self-check}``, ``{ledger}``; and what a passage takes.

Each record is shown once, on its session's page; ``studyguide check`` sees to that. Anchors are the records' ids.
"""

from __future__ import annotations

from docutils import nodes as docnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from studyguide.exercises import Exercise, Question, Session
from studyguide.exercises.model import Entry, RubricRow

from . import nodes
from .texts import records_of, session_of

SETTINGS = {"alone": "alone", "pairs": "in pairs", "group": "as a group"}
BLANK_ROWS = 8
"""Rows of an empty evidence ledger: what fits a sheet of paper lying on its side."""
LEDGER = ("Claim", "Who says so?", "How could they know?", "What would settle it?", "Where it stands now")


def paragraph_links(references: tuple[str, ...]) -> str:
    """References to paragraphs as an author writes them."""
    return ", ".join(f"{{para}}`{each}`" for each in references)


def title_of(session: Session, record: Exercise) -> str:
    """What readers call an exercise: ``Exercise 5.2. Who counts?``; one of the whole course has no number."""
    label = session.label(record.id)
    return f"Exercise {label}. {record.title}" if label else record.title


def facts_of(record: Exercise) -> str:
    """Skill, kind, minutes and setting of an exercise, in a line."""
    return f"{record.skill.capitalize()} · {record.kind} · {record.minutes} minutes, {SETTINGS[record.setting]}"


class RecordDirective(SphinxDirective):
    """A directive that shows records of the course."""

    def items(self, texts: tuple[str, ...], name: str = "") -> docnodes.bullet_list:
        """A list with an item for each text."""
        found = [docnodes.list_item("", *self.parse_text_to_nodes(text)) for text in texts]
        return docnodes.bullet_list("", *found, classes=[name] if name else [])

    def line(self, text: str, *classes: str) -> docnodes.paragraph:
        """A paragraph of one text."""
        inlines, messages = self.parse_inline(text)
        return docnodes.paragraph("", "", *inlines, *messages, classes=list(classes))

    def session(self) -> Session:
        """The records of the session on whose page the directive stands."""
        session = session_of(self.env, self.env.docname)
        if session is None:
            raise self.error(f"{{{self.name}}}: this page has no file of its own name in exercises/")
        return session


class ShowExercise(RecordDirective):
    """``{exercise} 05-same-unit``: a discussion exercise, with what opens on request."""

    required_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """The exercise as a section."""
        try:
            session, record = records_of(self.env).exercise(self.arguments[0])
        except KeyError as error:
            raise self.error(f"{{exercise}} {self.arguments[0]}: there is no such record in exercises/") from error
        title = docnodes.title("", title_of(session, record))
        # The empty name is for readers of the tree; the id is the record's, which is frozen.
        node = nodes.exercise("", title, ids=[record.id], names=[], classes=["exercise"], exercise=record.id)
        node += self.line(f"{facts_of(record)} · {paragraph_links(record.paragraphs)}", "exercise-facts")
        node += docnodes.container("", *self.parse_text_to_nodes(record.prompt), classes=["prompt"])
        starters = docnodes.container("", self.line("You might begin:"), self.items(record.starters))
        starters["classes"] = ["starters"]
        node += starters
        node += nodes.disclosure("", *self.parse_text_to_nodes(record.hint), summary="Hint", classes=["hint"])
        strong = self.items(record.strong)
        node += nodes.disclosure("", strong, summary="What a strong answer does", classes=["strong-answer"])
        if record.rubric:
            node += rubric(record.rubric, self)
        considerations = self.items(record.considerations)
        summary = "Considerations, for when you have tried"
        node += nodes.disclosure("", considerations, summary=summary, classes=["considerations"])
        node += docnodes.raw("", '<div class="exercise-tools"></div>', format="html")
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        return [node]


def rubric(rows: tuple[RubricRow, ...], directive: RecordDirective) -> docnodes.Element:
    """A rubric as a list: criterion, and three stages; a table would not fit a phone."""
    found = []
    for row in rows:
        stages = docnodes.definition_list()
        for name in ("beginning", "sound", "strong"):
            body = docnodes.definition("", directive.line(getattr(row, name)))
            stages += docnodes.definition_list_item("", docnodes.term("", name.capitalize()), body)
        heading = docnodes.paragraph("", "", docnodes.strong("", row.criterion))
        found.append(docnodes.container("", heading, stages, classes=["rubric-row"]))
    return docnodes.container("", *found, classes=["rubric"])


class SelfCheck(RecordDirective):
    """``{self-check}``: the questions of this page's session, each option with its feedback."""

    def run(self) -> list[docnodes.Node]:
        """The questions."""
        session = self.session()
        return [self.question(session, each) for each in session.questions]

    def question(self, session: Session, record: Question) -> docnodes.Element:
        """One question; the feedback is a closed list until a script shows each at its option."""
        right = next(n for n, option in enumerate(record.options, start=1) if option.right)
        label = docnodes.inline("", f"{session.label(record.id)} ", classes=["question-number"])
        inlines, messages = self.parse_inline(record.question)
        node = nodes.question("", ids=[record.id], classes=["question"], question=record.id, right=right)
        node += nodes.question_text("", "", label, *inlines, *messages)
        for number, option in enumerate(record.options, start=1):
            inlines, messages = self.parse_inline(option.text)
            node += nodes.choice("", "", *inlines, *messages, question=record.id, number=number)
        replies = [docnodes.list_item("", *self.parse_text_to_nodes(option.feedback)) for option in record.options]
        answers = docnodes.enumerated_list("", *replies, enumtype="arabic", prefix="", suffix=".")
        node += nodes.disclosure("", answers, summary="What each answer comes to", classes=["feedback"])
        return node


class Ledger(RecordDirective):
    """``{ledger}``: this session's claims for the evidence ledger; with ``all`` those of all sessions; or ``blank``."""

    optional_arguments = 1

    def run(self) -> list[docnodes.Node]:
        """A list, several, or an empty table."""
        which = self.arguments[0] if self.arguments else ""
        if which == "blank":
            return [blank_ledger()]
        if which == "all":
            found: list[docnodes.Node] = []
            for session in records_of(self.env).sessions.values():
                if session.ledger:
                    # A link by document, so that the title is the page's own.
                    found.append(self.line(f"{{doc}}`/book/sessions/{session.name}`", "ledger-session"))
                    found.append(self.claims(session.ledger))
            return found
        if which:
            raise self.error(f"{{ledger}} {which}: write all, blank, or nothing")
        return [self.claims(self.session().ledger)]

    def claims(self, entries: tuple[Entry, ...]) -> docnodes.bullet_list:
        """Claims, each with its paragraph and what would settle it."""
        found = [
            docnodes.list_item(
                "",
                self.line(f"{entry.claim} ({paragraph_links((entry.paragraph,))})", "claim"),
                self.line(f"*What would settle it:* {entry.settle}", "settle"),
            )
            for entry in entries
        ]
        return docnodes.bullet_list("", *found, classes=["ledger-claims"])


def blank_ledger() -> docnodes.raw:
    """An empty evidence ledger, to be printed and written in."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in LEDGER)
    rows = f"<tr>{'<td></td>' * len(LEDGER)}</tr>" * BLANK_ROWS
    return docnodes.raw(
        "",
        '<div class="table-wrapper"><table class="blank-ledger"><caption>Evidence ledger</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
        format="html",
    )


def weave(directive: SphinxDirective, found: nodes.passage) -> None:
    """Put into a passage, after their paragraphs, the stops of its session and links to what is asked about them."""
    session = session_of(directive.env, directive.env.docname)
    if session is None:
        return
    blocks = {block["label"]: block for block in found.findall(nodes.block)}
    asked: dict[str, list[Exercise | Question]] = {}
    for record in session.asked:
        asked.setdefault(record.paragraphs[0].rpartition("-")[2], []).append(record)
    stops = {stop.after: stop for stop in session.stops}
    for name, block in blocks.items():
        extra: list[docnodes.Node] = []
        if name in asked:
            extra.append(marks(session, asked[name]))
        if name in stops:
            stop = stops[name]
            kind, label = ("question", "Stop and think") if stop.question else ("note", "Editors’ note")
            head = docnodes.paragraph("", label, classes=["stop-label"])
            body = directive.parse_text_to_nodes(stop.question or stop.note)
            extra.append(nodes.stop("", head, *body, ids=[stop.id], classes=["stop", f"stop-{kind}"], label=label))
        place = block.parent.index(block) + 1
        block.parent[place:place] = extra


def marks(session: Session, records: list[Exercise | Question]) -> docnodes.paragraph:
    """A line of links from a paragraph to what is asked about it."""
    line = docnodes.paragraph("", classes=["asked"])
    for record in records:
        kind = "Exercise" if isinstance(record, Exercise) else "Check"
        text = f"{kind} {session.label(record.id)}"
        if line.children:
            line += docnodes.Text(" · ")
        line += docnodes.reference("", text, refuri=f"#{record.id}", internal=True)
    return line


def words_of_stops(env: BuildEnvironment, docname: str) -> int:
    """How many words the stops of a session's page have."""
    session = session_of(env, docname)
    return sum(len(f"{stop.question} {stop.note}".split()) for stop in session.stops) if session else 0


def minutes_of(env: BuildEnvironment, docname: str) -> list[tuple[str, str]]:
    """The rows for the facts of a session: how long to write and to talk, summed from its exercises."""
    session = session_of(env, docname)
    if session is None:
        return []
    alone, together = session.minutes("alone"), session.minutes("pairs", "group")
    return [
        ("Writing", f"about {alone} minutes, alone"),
        ("Talking", f"about {together} minutes, in pairs or as a group"),
    ]


def progress_of(env: BuildEnvironment, docname: str) -> list[docnodes.Node]:
    """Where a script says in the plan what the reader has done of a session."""
    session = session_of(env, docname)
    if session is None:
        return []
    counts = f'data-exercises="{len(session.exercises)}" data-questions="{len(session.questions)}"'
    html = f'<p class="plan-progress" data-session="{session.name}" {counts}></p>'
    return [docnodes.raw("", html, format="html")]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("exercise", ShowExercise)
    app.add_directive("self-check", SelfCheck)
    app.add_directive("ledger", Ledger)

"""The command ``studyguide``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from studyguide.course import CourseNotFoundError, find_root
from studyguide.edition import EDITION_ERRORS, load_edition
from studyguide.edition.lint import LintError, lint
from studyguide.edition.lint_rules import RULES
from studyguide.exercises import Exercise, RecordError
from studyguide.pages import passages

SITE = Path("_build/html")


def edition_text(root: Path, given: argparse.Namespace) -> int:
    """Print the reading text of one part: a paragraph or heading a line, headings behind ``# ``."""
    for block in load_edition(root).part(given.siglum):
        text = " / ".join(block.text.split("\n"))  # verse, as it is quoted in running text
        print(f"# {text}" if block.kind in ("title", "heading") else text)
    return 0


def edition_json(root: Path, given: argparse.Namespace) -> int:
    """Print all blocks as JSON."""
    print(json.dumps([block.as_json() for block in load_edition(root).blocks], ensure_ascii=False, indent=1))
    return 0


def edition_ledger(root: Path, given: argparse.Namespace) -> int:
    """Print every emendation and query, as JSON or a line each; or how many there are of each kind."""
    edition = load_edition(root)
    if given.counts:
        for what, number in edition.ledger_counts():
            print(f"{number:6,}  {what}")
        for what, how, number in edition.silent_counts():
            print(f"{number:6,}  silent, {how}: {what}")
        return 0
    records = edition.ledger_as_json()
    if given.json:
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return 0
    for record in records:
        adopted = record["adopted"]
        change = f"{record['reading']!r} " + ("stands" if adopted is None else f"→ {adopted!r}")
        kind = f"{record['paragraph']}, {record['class']}, layer {record['layer']}, {record['certainty']}"
        print(f"{record['id']} ({kind}): {change}. {record['ground']}")
    return 0


def edition_freeze(root: Path, given: argparse.Namespace) -> int:
    """Freeze the ids of paragraphs that are new; say how many."""
    from studyguide.edition import identity

    paragraphs = [(block.id, block.lines[0], block.text) for block in load_edition(root).paragraphs]
    print(f"{identity.freeze(root, paragraphs)} ids are newly frozen in {identity.PATH}.")
    return 0


def edition_lint(root: Path, given: argparse.Namespace) -> int:
    """Print a line for each place that breaks a rule of the lint, 1 when there are any; or the rules."""
    if given.rules:
        for rule in sorted(RULES.values(), key=lambda each: each.code):
            print(f"{rule.code} {rule.title}. {rule.reason}")
        return 0
    findings = lint(root, load_edition(root))
    for finding in findings:
        print(finding)
    if not findings:
        print("The lint finds nothing in the texts.")
    return 1 if findings else 0


def edition_export(root: Path, given: argparse.Namespace) -> int:
    """Write every form of the edition into a folder, and print the files."""
    from studyguide.edition.exports import write_all

    for path in write_all(load_edition(root), given.out):
        print(path)
    return 0


def exercises(root: Path, given: argparse.Namespace) -> int:
    """Print the records: their titles, all of them as JSON, or how they cover the course; or freeze new ids."""
    from studyguide.exercises import coverage, identity, load_records

    records = load_records(root)
    if given.freeze:
        print(f"{identity.freeze(root, records)} ids are newly frozen in {identity.PATH}.")
    elif given.json:
        print(json.dumps([each.as_json() for each in records.sessions.values()], ensure_ascii=False, indent=1))
    elif given.coverage:
        edition = load_edition(root)

        def expand(reference: str) -> list[str]:
            return [block.id for block in edition.range(reference) if not block.is_heading]

        for table in (
            coverage.by_session(records, passages(root, edition), expand),
            coverage.by_skill(records),
        ):
            print_table(*table)
    else:
        for session in records.sessions.values():
            for each in session.asked:
                text = each.title if isinstance(each, Exercise) else each.question
                print(f"{session.label(each.id):6}{each.id:36}{text}")
    return 0


def print_table(head: list[str], rows: list[list[str]]) -> None:
    """Print a table with its columns in line, and an empty line after it."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in [head, *rows]:
        cells = [
            cell.ljust(width) if not n else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
    print()


def check(root: Path, given: argparse.Namespace) -> int:
    """Print all complaints; 1 when there are any."""
    from studyguide.check import check as complaints_of

    complaints = complaints_of(root)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    print(f"{len(complaints)} errors" if complaints else "Texts, references, exercises and tables are sound.")
    return 1 if complaints else 0


def serve(root: Path, given: argparse.Namespace) -> int:
    """Serve the built site on this machine until it is interrupted."""
    site = root / SITE
    if not (site / "index.html").is_file():
        print(f"There is no site in {SITE}: run `make site` first.", file=sys.stderr)
        return 1
    try:
        server = ThreadingHTTPServer(("127.0.0.1", given.port), partial(SimpleHTTPRequestHandler, directory=str(site)))
    except OSError as error:
        other = f"make serve PORT={given.port + 1}"
        print(f"Port {given.port} cannot be had ({error.strerror}). Name another: {other}", file=sys.stderr)
        return 1
    with server:
        print(f"The course is at http://127.0.0.1:{server.server_port}/  (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line; each verb sets ``run``."""
    top = argparse.ArgumentParser(prog="studyguide", description="The study guide to Maximoff's writings.")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    edition = verbs.add_parser("edition", help="the texts").add_subparsers(required=True, metavar="WHAT")
    text = edition.add_parser("text", help="the reading text of one part")
    text.add_argument("siglum", help="A, E, R, S, T or C")
    text.set_defaults(run=edition_text)
    edition.add_parser("json", help="all blocks, as JSON").set_defaults(run=edition_json)
    ledger = edition.add_parser("ledger", help="every emendation and query")
    ledger.add_argument("--json", action="store_true", help="as JSON")
    ledger.add_argument("--counts", action="store_true", help="only how many there are, by class")
    ledger.set_defaults(run=edition_ledger)
    rules = edition.add_parser("lint", help="what can go wrong in an edited text, by rules with codes")
    rules.add_argument("--rules", action="store_true", help="list the rules instead")
    rules.set_defaults(run=edition_lint)
    freeze = edition.add_parser("freeze", help="freeze the ids of new paragraphs")
    freeze.set_defaults(run=edition_freeze)
    export = edition.add_parser("export", help="write plain text, Markdown, JSON and TEI into a folder")
    export.add_argument("out", metavar="OUT", type=Path, help="the folder; made where there is none")
    export.set_defaults(run=edition_export)
    records = verbs.add_parser("exercises", help="the exercises, questions and stops")
    form = records.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every record, as JSON")
    form.add_argument("--coverage", action="store_true", help="what they cover: paragraphs, skills, kinds, minutes")
    form.add_argument("--freeze", action="store_true", help="freeze the ids of new records")
    records.set_defaults(run=exercises)
    verbs.add_parser("check", help="all validation that needs no build").set_defaults(run=check)
    server = verbs.add_parser("serve", help="serve the built site")
    server.add_argument("--port", type=int, default=8000)
    server.set_defaults(run=serve)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run the command; give its exit code: 0 done, 1 a complaint was printed, 2 the words are off."""
    given = parser().parse_args(arguments)
    try:
        code: int = given.run(find_root(), given)
    except (CourseNotFoundError, LintError, RecordError, *EDITION_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; keep Python from complaining when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    raise SystemExit(main())

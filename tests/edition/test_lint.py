"""The golden pairs of the lint: for each rule what it must find, and a near neighbour that it must leave alone."""

import shutil

import pytest

from studyguide.cli import main
from studyguide.edition import Block, Edition
from studyguide.edition.blocks import PageBreak, Reading
from studyguide.edition.ledger import Entry
from studyguide.edition.lint import PATH, UNUSED, Finding, LintError, lint, lint_blocks, parse_ignored
from studyguide.edition.lint_rules import RULES, is_near, rule
from studyguide.edition.names import Mention


def heading(text):
    return ("heading", text)


def verse(text):
    return ("verse", text)


def quotation(text):
    return ("quotation", text)


def blocks_of(items, siglum="T"):
    """Blocks from texts (paragraphs) and pairs of kind and text; paragraphs are numbered T1, T2, ..., headings not."""
    found = []
    for item in [items] if isinstance(items, str | tuple) else items:
        kind, text = ("paragraph", item) if isinstance(item, str) else item
        number = 1 + sum(not block.is_heading for block in found)
        name = f"{siglum}-{len(found)}" if kind in ("title", "byline", "heading") else f"{siglum}{number}"
        found.append(Block(name, siglum, kind, text, 31, (), (1, 1)))
    return found


def at_page_end(text):
    """A block in which page 32 begins at the sign |."""
    offset = text.index("|")
    return [Block("T1", "T", "paragraph", text.replace("|", ""), 31, (PageBreak(offset, 32),), (1, 1))]


FIVE = "Workers of all factories. " * 5

# code: what must be found, what must not
GOLDEN = {
    "q-001": [
        ("He said, “We must.", "He said, “We must.”"),
        (["“One paragraph.", "The next."], ["“One paragraph.", "“The next.”"]),
        (["“One, ‘and two.", "“The next.’”"], ["“One, ‘and two.", "“‘The next.’”"]),
        (["“One.", heading("A Heading"), "“Two.”"], ["“One.”", heading("A Heading"), "“Two.”"]),
        ("a ‘class conscious man.", "the ‘Workers’ Opposition’ spoke."),
    ],
    "q-002": [
        ("We must.” So he said.", "“We must.” So he said."),
        ("the boys’ and the girl’ too.", "the boys’ and the girl’s too."),
        (["“One.", "“Two.” And three.”"], ["“One.", "“Two. And three.”"]),
        ("He, “said ‘we” must’.", "He, “said ‘we’ must”."),
    ],
    "q-003": [
        ("“We “must” go.”", "“We ‘must’ go.”"),
        ("‘We ‘must’ go.’", "‘We “must” go.’"),
    ],
    "q-004": [
        ("the worker‘s lot", "the worker’s lot"),
        ("the workers‘ lot", "the workers’ lot"),
        ("the ’boys’ said", "the ‘boys’ said"),
        ("“’boys’ said", "’tis said of a will-’o-the-wisp"),
    ],
    "q-005": [
        ("He said, ” we must", "He said, “we must"),
        ("we must.“ So", "we must.” So"),
        ("a ”word”", "a “word”"),
        ("“word” and “ word", "“…word” and “‘word"),
    ],
    "p-001": [
        ("Kiev (see there.", "Kiev (see there)."),
        ("Kiev see there).", "“1) to see there;"),
        ("(by now [1940)]", "(by now [1940])"),
    ],
    "p-002": [
        ("land,, and", "land, and"),
        ("land.. And", "land.… And"),
        ("land,; and", "etc., and U.S., i.e., No., where"),
    ],
    "p-003": [
        ("“We must.”.", "“We must”."),
        ("‘must,’, he", "‘must,’ he"),
        ("“We must,”;", "“We must!”;"),
    ],
    "p-004": [("days ... but", "days … but"), ("days . . . but", "the G. P. U. at")],
    "p-005": [
        ("the I.WW. and", "the I.W.W. and"),
        ("the G. P. U getting", "the G. P. U. getting"),
        ("the I.W.W and", "the IWW and N. K. Lebediev and"),
        ("the G. P U. getting", "the U.S., in Vol. II"),
    ],
    "p-006": [
        ("the land. and the", "the land, and the"),
        ("“the land.” but", "“the land?” but"),
        ("The end. we", "No. 4 etc. with B. of the Vol. on"),
    ],
    "p-007": [("the land, The peasants", "the land, the peasants"), ("the land; But", "is, “To arrive; The Red Army")],
    "p-008": [("the land, (all of it), was", "the land (all of it), was")],
    "d-001": [
        ("ideal - Soviets", "ideal – Soviets"),
        ("Anarcho- Syndicalist", "printing- and paper costs"),
        ("This group-, we", "This group, we"),
    ],
    "d-002": [("ideal– Soviets", "ideal – Soviets"), ("ideal —Soviets", "ideal—Soviets")],
    "d-003": [("Novgorod, – Saratov", "Novgorod – Saratov"), ("began. — You", "began—You")],
    "s-001": [("the  land", "the land")],
    "s-002": [("the land ", "the land"), (verse("create \n or"), verse("create\nor"))],
    "s-003": [
        ("land , and", "land, and"),
        ("“land ” and", "land …” and"),
        ("land . And", "a .22 rifle"),
        ("‘land ’ and", "‘land’ and"),
    ],
    "s-004": [
        ("land,and", "land, and"),
        ("land.And", "the R.S.F.S.R. and A.O@advalvas.be, i.e. those"),
        ("what?We", "3,000 of Oct.-Nov."),
    ],
    "s-005": [("( see there)", "(see there)"), ("“ We", "“We")],
    "s-006": [("Kiev(see there)", "Kiev (see there)"), ("(see there)and", "the comrade(s) and")],
    "s-007": [("“Pravda,” No.284", "“Pravda,” No. 284"), ("Vanguard Vol.II", "Vanguard Vol. II")],
    "w-001": [("in l917 and", "in 1917 and"), ("a w0rd", "the 19th century, the 1920s, 1st and 7th")],
    "w-002": [
        ("the the land", "the land"),
        ("The the land", "Words, words"),
        ("the\nthe land", "from the then-the land"),
    ],
    "w-003": [
        (FIVE + "The morkers.", FIVE + "The worker."),
        (FIVE + "The wrokers.", FIVE + "The bakers."),
        (FIVE + "The workrs.", FIVE + "The workers’ and worker’s."),
        ("They organise. " * 5 + "They orgonise.", "They organise. " * 5 + "They organize, they organised."),
    ],
    "w-004": [
        ("The outbreak; the out break.", "The outbreak; they break out."),
        ("A Social-Democrat. A Social Democrat.", [("title", "A Social Democrat"), "A social party of democrats."]),
        ("co-operative, cooperative", "co-operative, operative"),
    ],
    "w-005": [("the pArty", "the Party"), ("THe Party", "the GPU and MacDonald"), ("theParty", "the Che-Ka")],
    "w-006": [("the p\u0430rty", "the party, \u043f\u0430\u0440\u0442\u0438\u044f")],
    "w-007": [("and l was", "and I was"), ("the n party", "a Factory v Union, O N. K. Lebediev, will-’o-the")],
    "w-008": [
        ("a old man", "an old man, a one-eyed, a European"),
        ("an man", "a man, an hour, an IWW man"),
        ("all an other people", "all and other people, an otherwise"),
    ],
    "c-001": [('"land"', "“land”"), ("land--and", "land—and"), ("make _ profits", "make profits"), ("it's", "it’s")],
    "c-002": [
        ("land • and", "land & and"),
        ("the \u043f\u0430\u0440\u0442\u0438\u044f", "the emigr\u00e9"),
        ("a\u00a0man", "a man"),
    ],
    "b-001": [
        ("and so it was.", "And so it was."),
        ("“and so it was.”", "“1) to register;"),
        (["The land.", "so it was."], [quotation("“The land,”"), "so it was."]),
        (["The land.", "so it was."], [verse("the land"), "so it was."]),
    ],
    "b-002": [
        ("The land was theirs", "The land was theirs.”)"),
        ("It was theirs,", ["It was theirs:", "“All of it.”"]),
        ("It was theirs:", ["The struggle continues against the", verse("demons of flesh")]),
        (["It was theirs:", heading("A Heading")], [heading("A Heading"), ("attribution", "(William Blake)")]),
    ],
    "b-003": [
        ("32 So it was.", "1917 was the year."),
        ("So it was. 32", "It appeared in No. 32"),
        (at_page_end("and so 31 |it was."), at_page_end("and so on March 8 |it was.")),
    ],
    "h-001": [
        (heading("Sweep of movement"), heading("Sweep of Movement")),
        (heading("SWEEP of Movement"), heading("‘Centralism via Federalism’")),
        (heading("Sweep Of Movement"), "Sweep of movement."),
    ],
    "h-002": [(heading("After October."), heading("After October")), (heading("After,"), "After October.")],
}
PAIRS = [(code, *pair) for code, pairs in GOLDEN.items() for pair in pairs]


def codes(items):
    blocks = items if isinstance(items, list) and isinstance(items[0], Block) else blocks_of(items)
    return {finding.code for finding in lint_blocks(blocks, [])}


@pytest.mark.parametrize(("code", "wrong", "right"), PAIRS)
def test_golden(code, wrong, right):
    assert code in codes(wrong)
    assert code not in codes(right)


def test_every_rule_has_golden_pairs():
    assert set(RULES) == set(GOLDEN)


def test_every_rule_says_why():
    for each in RULES.values():
        assert each.title, each.code
        assert each.reason.endswith("."), each.code
        assert each.look.__doc__, each.code


def test_a_code_is_given_once():
    with pytest.raises(ValueError, match="q-001 is given to two rules"):
        rule("q-001", "again", "A second time.")(RULES["q-001"].look)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("party", "patry", True),
        ("party", "parry", True),
        ("party", "part", True),
        ("party", "xparty", True),
        ("party", "party", False),
        ("party", "pyrta", False),
        ("party", "pat", False),
        ("party", "parties", False),
        ("patry", "partx", False),
    ],
)
def test_words_one_letter_apart(one, other, near):
    assert is_near(one, other) is near
    assert is_near(other, one) is near


def test_a_recorded_name_is_no_near_miss():
    (block,) = blocks_of("Sapronov came. " * 5 + "Sapranov came.")
    assert codes([block]) == {"w-003"}
    start = block.text.index("Sapranov")
    named = Block(**{**vars(block), "mentions": (Mention("sapranov", start, start + 8),)})
    assert codes([named]) == set()


def test_a_compound_is_told_once_and_by_text():
    blocks = blocks_of("A will-power. The willpower. A will-power. The will power.")
    assert [finding.code for finding in lint_blocks(blocks, [])] == ["w-004"]
    assert codes(blocks_of("A will-power.") + blocks_of("The willpower.", "S")) == set()


def test_a_finding_is_a_line_with_its_context():
    (finding,) = lint_blocks(blocks_of("One two three four the the five six seven eight."), [])
    assert finding.words == "two three four the the five six seven"
    assert str(finding) == 'w-002 T1 "two three four the the five six seven": a word stands twice'


def entry(number, adopted):
    return Entry(f"T.{number}", "T", number, "the the", adopted, "word", 1, "conjecture", "Why.", "the editors", 0, 7)


@pytest.mark.parametrize(("adopted", "found"), [(None, set()), ("the then", {"w-002"})])
def test_queries_are_passed_over_and_emendations_are_not(adopted, found):
    (block,) = blocks_of("Take the the land.")
    reading = Reading(entry(1, adopted), 5, 7, "the the")
    assert codes([Block(**{**vars(block), "readings": (reading,)})]) == found


IGNORED = {"code": "w-002", "paragraph": "T1", "words": "Take the the", "reason": "The author’s."}


def test_an_entry_excuses_its_place_and_no_other():
    blocks = blocks_of(["Take the the land. See the the sea.", "Take the the land."])
    found = lint_blocks(blocks, parse_ignored([IGNORED], {"T1", "T2"}))
    assert [(finding.paragraph, finding.words.split()[0]) for finding in found] == [("T1", "the"), ("T2", "Take")]


def test_an_entry_that_excuses_nothing_is_a_finding():
    (finding,) = lint_blocks(blocks_of("Take the land."), parse_ignored([IGNORED], {"T1"}))
    assert finding.code == UNUSED
    assert UNUSED not in RULES
    assert str(finding).startswith('i-001 T1 "Take the the": book/texts/lint-ignore.yml: entry 1: w-002 finds nothing')


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("w-002", "entry 2: an entry is a mapping with the fields code, paragraph, words, reason"),
        ({**IGNORED, "why": "So."}, "entry 2: an entry is a mapping"),
        ({**IGNORED, "reason": " "}, "entry 2: field 'reason' is missing"),
        ({"code": "w-002", "paragraph": "T1", "words": "the the"}, "entry 2: field 'reason' is missing"),
        ({**IGNORED, "words": 5}, "entry 2: field 'words' is missing or no text"),
        ({**IGNORED, "code": "w-999"}, r"entry 2 \(w-999 T1\): there is no rule w-999; .*--rules"),
        ({**IGNORED, "code": UNUSED}, "there is no rule i-001"),
        ({**IGNORED, "paragraph": "T999"}, "there is no paragraph or heading T999"),
        ({**IGNORED, "reason": "Other words."}, "the same entry stands twice; delete one"),
    ],
)
def test_a_bad_entry_is_refused(record, message):
    with pytest.raises(LintError, match=message):
        parse_ignored([IGNORED, record], {"T1"})


def test_a_list_that_is_none_is_refused():
    with pytest.raises(LintError, match="must hold a list"):
        parse_ignored({"code": "w-002"}, {"T1"})


@pytest.mark.parametrize(("content", "message"), [(None, "an empty list is written"), ("- [", "not readable as YAML")])
def test_a_list_that_cannot_be_read_is_named(tmp_path, edition, content, message):
    if content is not None:
        (tmp_path / PATH).parent.mkdir(parents=True)
        (tmp_path / PATH).write_text(content, encoding="utf-8")
    with pytest.raises(LintError, match=f"{PATH}: .*{message}"):
        lint(tmp_path, edition)


def test_the_edition_has_no_finding_that_is_not_excused(root, edition: Edition):
    findings: list[Finding] = lint(root, edition)
    assert not findings, "\n".join(map(str, findings))


def test_the_verb_prints_the_findings(root, tmp_path, monkeypatch, capsys):
    for name in ("book", "_toc.yml", "_config.yml"):
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    ignored = tmp_path / PATH
    text = ignored.read_text(encoding="utf-8")
    ignored.write_text(text.replace("words: ", "words: un", 1).replace('un"(', '"un('), encoding="utf-8")
    assert main(["edition", "lint"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("p-005 A6 ") for line in lines)
    assert any(line.startswith("i-001 A6 ") for line in lines)
    assert main(["check"]) == 1
    assert "i-001 A6" in capsys.readouterr().err
    ignored.write_text("- code: w-002\n", encoding="utf-8")
    assert main(["edition", "lint"]) == 1
    assert "entry 1: field 'paragraph' is missing" in capsys.readouterr().err


def test_the_verb_lists_the_rules(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert main(["edition", "lint", "--rules"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == sorted(RULES)

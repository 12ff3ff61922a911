"""The rules of the lint, each a small function with its code, its title and its reason.

A rule looks at all blocks in their order and yields the places that break it. The groups of codes: q quotation marks,
p points and brackets, d dashes and hyphens, s spaces, w words, c characters, b blocks, h headings. A code is never
given to another rule.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from .blocks import Block
from .characters import SMALL_WORDS


@dataclass(frozen=True)
class Place:
    """block.text[start:end] breaks a rule; ``message`` says how."""

    block: Block
    start: int
    end: int
    message: str


Look = Callable[[Sequence[Block]], Iterator[Place]]


@dataclass(frozen=True)
class Rule:
    """A rule: its code, what it forbids, why, and the function that looks for it."""

    code: str
    title: str
    reason: str
    look: Look


RULES: dict[str, Rule] = {}
"""All rules by their codes."""


def rule(code: str, title: str, reason: str) -> Callable[[Look], Look]:
    """Register a function as the rule ``code``; ValueError when the code is taken."""

    def register(look: Look) -> Look:
        if code in RULES:
            raise ValueError(f"the code {code} is given to two rules")
        RULES[code] = Rule(code, title, reason, look)
        return look

    return register


def _matches(blocks: Sequence[Block], pattern: str, message: str) -> Iterator[Place]:
    """Every match of a pattern; its group ``at``, where it has one, is the place."""
    compiled = re.compile(pattern)
    for block in blocks:
        for match in compiled.finditer(block.text):
            yield Place(block, *match.span("at" if "at" in compiled.groupindex else 0), message)


# Quotation marks ------------------------------------------------------------------------------------------------------

Mark = tuple[str, Block, int]
"""An opening mark that still waits for its fellow: its sign, its block, its offset there."""
Stack = tuple[Mark, ...]
MAY_BE_POSSESSIVE = "sxz"
"""Behind these letters ’ may be an apostrophe (workers’), so that both readings must be followed up."""
UNCLOSED, UNOPENED, WITHIN_LIKE = "is not closed", "closes nothing", "stands directly inside another"


def _after(sign: str, offset: int, block: Block, stack: Stack) -> tuple[list[Stack], str]:
    """What may be open after a mark, and, where nothing may, what is wrong with it."""
    text = block.text
    top = stack[-1][0] if stack else ""
    if sign in "“‘":
        return ([(*stack, (sign, block, offset))], "") if top != sign else ([], WITHIN_LIKE)
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if sign == "’" and after.isalpha():
        return [stack], ""
    ways = [stack[:-1]] if top == {"”": "“", "’": "‘"}[sign] else []
    if sign == "’" and before.lower() in MAY_BE_POSSESSIVE:
        ways.append(stack)
    return ways, "" if ways else UNOPENED


def _carried(block: Block, states: set[Stack]) -> tuple[set[Stack], int]:
    """The states of an open quotation that the block takes up again with all its marks, and how many those are."""
    for stack in states:
        if stack and block.text.startswith("".join(mark[0] for mark in stack)) and not block.is_heading:
            return {tuple((sign, block, at) for at, (sign, _, _) in enumerate(stack))}, len(stack)
    return set(), 0


def _quotations(blocks: Sequence[Block]) -> Iterator[tuple[Place, str]]:
    """Follow the marks through each text; a paragraph inside a longer quotation opens it again, the last closes it."""
    for _, part in groupby(blocks, key=lambda block: block.siglum):
        states: set[Stack] = {()}
        for block in part:
            begin = 0
            if () not in states:
                again, begin = _carried(block, states)
                if not again:
                    yield from _left_open(states)
                states = again or {()}
            for offset in range(begin, len(block.text)):
                sign = block.text[offset]
                if sign not in "“”‘’":
                    continue
                ways = [_after(sign, offset, block, stack) for stack in states]
                following = {stack for stacks, _ in ways for stack in stacks}
                if not following:
                    fault = ways[0][1]
                    yield Place(block, offset, offset + 1, f"this {sign} {fault}"), fault
                states = following or states
            fewest = min(map(len, states))
            states = {stack for stack in states if len(stack) == fewest}
        if () not in states:
            yield from _left_open(states)


def _left_open(states: set[Stack]) -> Iterator[tuple[Place, str]]:
    # The same reading on every run, where several are left: the one whose marks stand first.
    for sign, block, offset in min(states, key=lambda stack: [mark[2] for mark in stack]):
        message = f"this {sign} {UNCLOSED}, and the next block does not take the quotation up again"
        yield Place(block, offset, offset + 1, message), UNCLOSED


@rule("q-001", "quotation not closed", "A reader must see where somebody else’s words end.")
def unclosed_quotation(blocks: Sequence[Block]) -> Iterator[Place]:
    """An opening mark without its fellow in this block, where the next one does not open the quotation again."""
    return (place for place, fault in _quotations(blocks) if fault == UNCLOSED)


@rule("q-002", "closing mark without an opening one", "A reader must see where somebody else’s words begin.")
def unopened_quotation(blocks: Sequence[Block]) -> Iterator[Place]:
    """A closing mark to which no opening mark answers."""
    return (place for place, fault in _quotations(blocks) if fault == UNOPENED)


@rule("q-003", "quotation directly inside its like", "Marks of one kind in one another hide a lost mark.")
def like_in_like(blocks: Sequence[Block]) -> Iterator[Place]:
    """A “ inside “…”, or a ‘ inside ‘…’, with no mark of the other kind between them."""
    return (place for place, fault in _quotations(blocks) if fault == WITHIN_LIKE)


ELISIONS = "cause|em|til|tis|twas|twere|twill"


@rule("q-004", "single mark the wrong way round", "The scan has ‘ where ’ is meant; a rule or a hand may miss one.")
def wrong_single_mark(blocks: Sequence[Block]) -> Iterator[Place]:
    """A ‘ behind a letter or before none, or a ’ at a place where words open."""
    yield from _matches(blocks, r"(?<=\w)‘|‘(?![\w“…])", "‘ stands where a word ends: ’ is meant")
    yield from _matches(
        blocks, rf"(?:^|(?<=[\s(\[—–“]))’(?=\w)(?!(?:{ELISIONS})\b)", "’ stands where a word begins: ‘ is meant"
    )


@rule("q-005", "double mark the wrong way round", "A mark that looks the wrong way was read as its fellow.")
def wrong_double_mark(blocks: Sequence[Block]) -> Iterator[Place]:
    """A “ behind a letter or point, or before none; a ” at a place where words open, or before a letter."""
    yield from _matches(blocks, r"(?<=[\w.,;:!?])“|“(?![\w‘…(\[])", "“ stands where ” is expected")
    yield from _matches(blocks, r"(?:^|(?<=[\s(\[—–]))”|”(?=\w)", "” stands where “ is expected")


# Points and brackets --------------------------------------------------------------------------------------------------

ABBREVIATIONS = "Art|Ch|Chap|Co|Comr|Dr|Fig|Mr|Mrs|No|Nos|Nr|St|Vol|cf|ed|etc|pp"
ENDS = ".!?…:;"
CLOSERS = "”’)]"


@rule("p-001", "unbalanced bracket", "An aside without its end runs into the sentence.")
def unbalanced_bracket(blocks: Sequence[Block]) -> Iterator[Place]:
    """A bracket without its fellow in the block, but for the one behind the number of an item: 1)."""
    pairs = {")": "(", "]": "["}
    for block in blocks:
        item = re.match(r"[“‘]*\d+\)", block.text)
        opened: list[int] = []
        for offset in range(item.end() if item else 0, len(block.text)):
            sign = block.text[offset]
            if sign in pairs.values():
                opened.append(offset)
            elif sign in pairs and opened and block.text[opened[-1]] == pairs[sign]:
                opened.pop()
            elif sign in pairs:
                yield Place(block, offset, offset + 1, f"no {pairs[sign]} stands before this {sign}")
        for offset in opened:
            yield Place(block, offset, offset + 1, f"this {block.text[offset]} is not closed")


@rule("p-002", "point doubled", "Two points in a row are a point and a speck, or two readings of one.")
def doubled_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """Two commas or stops in a row, but for the stop of an abbreviation before a comma, and the stop before …."""
    pattern = r"[,;:][,;:.!?]|(?<!\.)\.\.(?!\.)|(?<!\b[A-Za-z])(?<!\betc)(?<!\b(?:No|ed|cf|Co))\.[,;:]"
    return _matches(blocks, pattern, "a comma or stop is doubled")


@rule("p-003", "point on both sides of a closing mark", "A sentence ends once, inside the marks or outside.")
def point_on_both_sides(blocks: Sequence[Block]) -> Iterator[Place]:
    """The same kind of point before and behind closing quotation marks."""
    return _matches(blocks, r"[.…][”’]+\.|,[”’]+,|[,;:][”’]+[.;:]", "a point stands inside the mark and outside")


@rule("p-004", "ellipsis written as points", "The edition has one sign for it.")
def points_for_ellipsis(blocks: Sequence[Block]) -> Iterator[Place]:
    """Three points or more, spaced or not."""
    return _matches(blocks, r"\.(?: ?\.){2,}", "an ellipsis is one sign: …")


@rule("p-005", "initialism without one of its points", "A speck lost in print: I.WW. for I.W.W.")
def initialism(blocks: Sequence[Block]) -> Iterator[Place]:
    """Single capitals with points, one of which has lost its own."""
    pattern = r"\b[A-Z]\.[A-Z]{2,}\b\.?|\b(?:[A-Z]\.)+[A-Z]\b(?![.’@])|\b(?:[A-Z]\. ){2,}[A-Z]\b(?![.’])"
    yield from _matches(blocks, pattern + r"|\b[A-Z]\. ?[A-Z] [A-Z]\.", "an initial has no point")


@rule("p-006", "lower case behind a full stop", "Either the stop is a speck or a comma, or the capital is lost.")
def lower_case_after_stop(blocks: Sequence[Block]) -> Iterator[Place]:
    """A small letter behind a stop that belongs to no abbreviation or initial."""
    pattern = rf"(?<!\b[A-Za-z])(?<!\b(?:etc|Vol))(?<!\b(?:No|cf|ed|Co))(?<!…)\.[{re.escape(CLOSERS)}]* [“‘]*[a-z]"
    return _matches(blocks, pattern, "a sentence begins with a small letter")


@rule("p-007", "capital behind a comma", "A full stop read as a comma: articles and the like have no other capital.")
def capital_after_comma(blocks: Sequence[Block]) -> Iterator[Place]:
    """A word that is never a name has a capital behind a comma or semicolon, and no quotation opens with it."""
    words = "And|As|At|But|By|For|From|He|Hence|If|In|Is|It|Its|Of|On|Or|She|So|That|The|Their|They|This|Thus|To|We"
    return _matches(blocks, rf"[,;] (?:{words})\b(?! [A-Z])", "a capital stands behind a comma")


@rule("p-008", "comma before an opening bracket", "The comma belongs behind the aside, or the aside elsewhere.")
def comma_before_bracket(blocks: Sequence[Block]) -> Iterator[Place]:
    """A comma, with or without a space, before an opening bracket."""
    return _matches(blocks, r", ?\(", "a comma stands before the bracket")


# Dashes and hyphens ---------------------------------------------------------------------------------------------------


@rule("d-001", "hyphen beside a space or point", "A hyphen binds; between spaces a dash is meant.")
def spaced_hyphen(blocks: Sequence[Block]) -> Iterator[Place]:
    """A hyphen beside a space or before a point, but for the one before a shared ending: pre- and post-war."""
    return _matches(blocks, r"(?:^| )-|-(?= (?!and |or |to )|[,;:.]|$)", "a hyphen binds nothing here")


@rule("d-002", "dash with one spaced side", "Either both sides are spaced or neither.")
def lopsided_dash(blocks: Sequence[Block]) -> Iterator[Place]:
    """A dash with a space on one side, a word on the other."""
    return _matches(blocks, r"(?<=\s)[–—](?=\S)|(?<=\S)[–—](?=\s)", "the dash has a space on one side only")


@rule("d-003", "dash beside a comma or stop", "One of the two is a speck, or something is lost between them.")
def dash_beside_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """A dash directly behind or before a comma or stop, spaced or not."""
    return _matches(blocks, r"[,;:.] ?[–—]|[–—] ?[,;:.]", "a dash stands beside a point")


# Spaces ---------------------------------------------------------------------------------------------------------------


@rule("s-001", "two spaces", "One space stands between words.")
def two_spaces(blocks: Sequence[Block]) -> Iterator[Place]:
    """Two or more spaces in a row."""
    return _matches(blocks, r" {2,}", "more than one space")


@rule("s-002", "space at an end", "A block or a line of verse begins and ends with a sign.")
def space_at_end(blocks: Sequence[Block]) -> Iterator[Place]:
    """White space at the beginning or end of a block or line."""
    return _matches(blocks, r"(?m)^[ \t]+|[ \t]+$", "a space at the beginning or end")


@rule("s-003", "space before a point", "The scan sets points free of their words.")
def space_before_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """A space before a point, a closing bracket or a closing mark."""
    return _matches(blocks, r" (?:[,;:!?)\]”]|\.(?![\d.]| \.)|’(?!\w))", "a space before a point or a closing mark")


@rule("s-004", "no space behind a point", "Two words have run together.")
def no_space_after_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """A letter directly behind a point, but for initials (R.S.F.S.R., i.e.) and addresses with @."""
    return _matches(
        blocks, r"(?<!\S)(?![^\s]*@)\S*?(?P<at>[,;:!?](?=[^\W\d])|(?<!\b\w)\.(?=[^\W\d]))", "no space behind it"
    )


@rule("s-005", "space behind an opening mark", "An opening mark or bracket belongs to the word that it opens.")
def space_after_opening(blocks: Sequence[Block]) -> Iterator[Place]:
    """A space directly behind an opening bracket or mark."""
    return _matches(blocks, r"[(\[“‘] ", "a space behind an opening mark")


@rule("s-006", "bracket joined to a word", "A space is lost.")
def joined_bracket(blocks: Sequence[Block]) -> Iterator[Place]:
    """A letter directly before ( or behind ), but for an ending in brackets: comrade(s)."""
    return _matches(blocks, r"\w[(\[](?!\w{1,2}[)\]])|[)\]]\w", "no space at the bracket")


@rule("s-007", "no space behind an abbreviation", "One form throughout: No. 284.")
def joined_abbreviation(blocks: Sequence[Block]) -> Iterator[Place]:
    """A number or word directly behind the stop of No., Vol. and the like."""
    return _matches(blocks, rf"\b(?:{ABBREVIATIONS}|p)\.(?=[\dIVX])", "a space is lost behind the abbreviation")


# Words ----------------------------------------------------------------------------------------------------------------

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
COMMON, SHORTEST = 5, 5
"""From how many occurrences on a word is common, and from how many letters on two words may be told apart by one."""


@rule("w-001", "digit inside a word", "A letter read as a figure: l917, f0r.")
def digit_in_word(blocks: Sequence[Block]) -> Iterator[Place]:
    """A letter and a digit side by side, but for ordinals and decades: 19th, 1920s."""
    return _matches(blocks, r"\b(?!\d+(?:st|nd|rd|th|s)\b)(?=\w*\d)(?=\w*[^\W\d_])\w+\b", "letters and digits mixed")


@rule("w-002", "word doubled", "The setter, or a line end, said it twice.")
def doubled_word(blocks: Sequence[Block]) -> Iterator[Place]:
    """The same word twice with nothing but space between."""
    return _matches(blocks, r"(?i)(?<![\w’-])([^\W\d_]+)\s+\1(?![\w’-])", "a word stands twice")


def is_near(one: str, other: str) -> bool:
    """Whether two different words are one letter apart: one added, lost or changed, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    swapped = long[:first] + long[first + 1 : first + 2] + long[first] + long[first + 2 :]
    return short[first + 1 :] == long[first + 1 :] or short == swapped


@rule("w-003", "rare word close to a common one", "Misreadings are mostly real words, one letter from the right one.")
def near_miss(blocks: Sequence[Block]) -> Iterator[Place]:
    """A word of the whole edition's that occurs once and is one letter from one that occurs five times or more.

    Two forms of one word (worker, workers; organise, organize) are no misreading, nor are recorded names.
    """
    counts = Counter(match[0].lower() for block in blocks for match in WORD.finditer(block.text))
    common = [word for word, times in counts.items() if times >= COMMON and len(word) >= SHORTEST]
    for block in blocks:
        named = {at for mention in block.mentions for at in range(mention.start, mention.end)}
        for match in WORD.finditer(block.text):
            word = match[0].lower()
            if counts[word] > 1 or len(word) < SHORTEST or match.start() in named:
                continue
            near = [other for other in common if is_near(word, other) and not _is_inflected(word, other)]
            if near:
                best = max(near, key=lambda other: counts[other])
                yield Place(block, *match.span(), f"stands once; “{best}” stands {counts[best]} times")


def _is_inflected(one: str, other: str) -> bool:
    """Whether two words are forms of one by their endings, or one word in two spellings (-ise, -ize)."""
    short, long = sorted((one.replace("’", "").replace("z", "s"), other.replace("’", "").replace("z", "s")), key=len)
    if short == long:
        return True
    if len(short) == len(long):
        # A changed last letter is a misreading only where English does not inflect with it.
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("dersy")
    return long[:-1] == short and long[-1] in "drsy"


@rule("w-004", "one word in several forms", "Hyphenated here, open or solid there: often a lost hyphen or space.")
def several_forms(blocks: Sequence[Block]) -> Iterator[Place]:
    """A compound with a hyphen that one text also has open or solid, or solid and open; told at its rarest form."""
    for _, part in groupby(blocks, key=lambda block: block.siglum):
        forms: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for block in part:
            words = list(re.finditer(r"[^\W\d_]+(?:[-’][^\W\d_]+)*", block.text))
            for word in words:
                form = word[0].lower()
                forms[form.replace("-", "")][form].append(Place(block, *word.span(), ""))
            for first, last in pairwise(words):
                form = block.text[first.start() : last.end()].lower()
                if re.fullmatch(r"[^\W\d_]{3,} [^\W\d_]{3,}", form):
                    forms[form.replace(" ", "")][form].append(Place(block, first.start(), last.end(), ""))
        for places in forms.values():
            compounds = {form for form in places if "-" in form or " " in form}
            if len(places) > 1 and compounds:
                rarest = min(places, key=lambda form: (len(places[form]), " " not in form))
                told = ", ".join(f"{form} ({len(found)})" for form, found in sorted(places.items()))
                place = places[rarest][0]
                yield Place(place.block, place.start, place.end, f"one word in several forms: {told}")


@rule("w-005", "capital in mid-word", "Two words have run together, or a letter is misread.")
def capital_in_word(blocks: Sequence[Block]) -> Iterator[Place]:
    """A capital behind a small letter, or two capitals before one, but for Mc and Mac."""
    return _matches(blocks, r"\b(?!Ma?c[A-Z][a-z]+\b)\w*(?:[a-z][A-Z]|[A-Z]{2}[a-z])\w*", "a capital inside a word")


@rule("w-006", "letters of two scripts in one word", "A Cyrillic а looks like an a, but no search finds it.")
def mixed_scripts(blocks: Sequence[Block]) -> Iterator[Place]:
    """Roman letters side by side with Cyrillic or Greek ones."""
    pattern = r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u052f])\w+"
    return _matches(blocks, pattern, "Roman letters mixed with others")


@rule("w-007", "lone letter", "A letter by itself is a piece of a word, or a misread figure.")
def lone_letter(blocks: Sequence[Block]) -> Iterator[Place]:
    """A single letter that is no word (a, I, O), no initial with its point, and not the v between two parties."""
    return _matches(blocks, r"(?<![\w.’‘@-])(?![aAIOv])[^\W\d_](?![\w.’@-])", "a letter stands alone")


@rule(
    "w-008", "wrong article", "“A” before a vowel, or “an” before a consonant: a letter is lost, or one word misread."
)
def wrong_article(blocks: Sequence[Block]) -> Iterator[Place]:
    """“A” before a vowel or “an” before a consonant; h and u, which go both ways, are left out."""
    yield from _matches(blocks, r"\b[Aa] (?!one\b|once\b|[Ee]u|ewe)[aeioAEIO]\w+", "“an” is expected")
    yield from _matches(blocks, r"\b[Aa]n (?![A-Z]{2})[b-df-gj-np-tv-zB-DF-GJ-NP-TV-Z]\w+", "“a” is expected")
    yield from _matches(blocks, r"\b[Aa]n other\b", "“another” or “and other” is expected")


# Characters -----------------------------------------------------------------------------------------------------------

TYPEWRITER = r"\"'`´^~_*\\|=<>"


@rule("c-001", "typewriter sign", "Straight quotation marks, doubled hyphens and stray strokes are the scan’s.")
def typewriter_sign(blocks: Sequence[Block]) -> Iterator[Place]:
    """A straight quotation mark, a doubled hyphen, or another sign that the edition sets otherwise or not at all."""
    return _matches(blocks, rf"[{TYPEWRITER}]|--+", "a typewriter’s sign")


@rule("c-002", "character outside the repertoire", "A sign that no page of the pamphlet has came from the machine.")
def strange_character(blocks: Sequence[Block]) -> Iterator[Place]:
    """Anything but Roman letters, figures, the edition's points and marks; mixed words are told by their own rule."""
    pattern = rf"[^A-Za-z\u00c0-\u024f\u0370-\u052f\d \n.,;:!?…‘’“”()\[\]–—&@{TYPEWRITER}-]"
    yield from _matches(blocks, pattern, "not in the edition’s repertoire")
    yield from _matches(blocks, r"\b[\u0370-\u052f]+\b", "not in the edition’s repertoire")


# Blocks and headings --------------------------------------------------------------------------------------------------

WITHOUT_POINT = ("title", "byline", "heading", "verse", "attribution", "source")


@rule("b-001", "paragraph begins in lower case", "A paragraph was cut in two, or its first letter is misread.")
def lower_case_start(blocks: Sequence[Block]) -> Iterator[Place]:
    """A paragraph that begins with a small letter and does not run on from verse or a quotation."""
    before: Block | None = None
    for block in blocks:
        match = re.match(r"[“‘(\[…]*([a-z])", block.text)
        runs_on = before is not None and before.siglum == block.siglum and before.kind in ("quotation", "verse")
        if match and block.kind in ("paragraph", "quotation", "colophon") and not runs_on:
            yield Place(block, *match.span(1), "the paragraph begins with a small letter")
        before = block


@rule("b-002", "paragraph without an end", "Its last point, or its last words, are lost, or it was cut in two.")
def no_final_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """A paragraph without a point at its end, or with one that leads on (: ;) to nothing; verse may follow freely."""
    for block, after in pairwise([*blocks, None]):
        if block is None or block.kind in WITHOUT_POINT:
            continue
        leads = after is not None and after.siglum == block.siglum and not after.is_heading
        if leads and after is not None and after.kind == "verse":
            continue
        last = block.text.rstrip(CLOSERS)[-1:]
        if last not in ENDS or not last:
            yield Place(block, len(block.text) - 1, len(block.text), "no point at the end of the paragraph")
        elif last in ":;" and not leads:
            yield Place(block, len(block.text) - 1, len(block.text), "it leads on to nothing")


@rule("b-003", "page number left in the text", "The pamphlet’s pages stand in the margin.")
def page_number(blocks: Sequence[Block]) -> Iterator[Place]:
    """A bare number at either end of a block, or, where a page ends, the number of that page or the next."""
    for block in blocks:
        yield from _matches([block], r"^\d{1,3}(?=\s|$)(?! [a-z])", "a number opens the block")
        yield from _matches([block], r"(?<!No\.)(?<=[.!?”’])\s(?P<at>\d{1,3})$", "a number closes the block")
        for turn in block.breaks:
            for match in re.finditer(r"(?<!\S)\d{1,3}(?!\S)", block.text):
                beside = match.start() - 1 <= turn.offset <= match.end() + 1
                if beside and turn.offset and int(match[0]) in (turn.page - 1, turn.page):
                    yield Place(block, *match.span(), f"the number of page {match[0]}")


@rule("h-001", "heading not in title case", "The pamphlet’s own list of contents gives its headings so.")
def title_case(blocks: Sequence[Block]) -> Iterator[Place]:
    """A title or heading with a small letter where a capital is due, or capitals throughout, or a capital “Of”."""
    for block in blocks:
        if block.kind not in ("title", "heading"):
            continue
        for number, match in enumerate(WORD.finditer(block.text)):
            word = match[0]
            small = word.lower() in SMALL_WORDS and number > 0
            if word != word.lower() if small else not word[0].isupper() or (len(word) > 1 and word.isupper()):
                yield Place(block, *match.span(), "not as a title is written")


@rule("h-002", "point at the end of a heading", "Headings have none.")
def heading_with_point(blocks: Sequence[Block]) -> Iterator[Place]:
    """A comma or stop at the end of a title, byline or heading."""
    return _matches([block for block in blocks if block.is_heading], r"[.,;:]$", "a heading ends without a point")

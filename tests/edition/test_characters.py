"""The golden pairs of the character rules: what the scan has, and what the rule makes of it."""

import pytest

from studyguide.edition import characters
from studyguide.edition.edits import apply, in_order

GOLDEN = {
    characters.quotation_marks: [
        ('He said, "We must."', "He said, “We must.”"),
        ("Workers' control and workers’ control", "Workers’ control and workers’ control"),
        ("'CENTRALISM VIA FEDERALISM’", "‘CENTRALISM VIA FEDERALISM’"),
        ('"the ‘methods of appointment’ which"', "“the ‘methods of appointment’ which”"),
        ('("Pravda," No. 11)', "(“Pravda,” No. 11)"),
        ("a will-o'-the-wisp\". Next", "a will-o’-the-wisp”. Next"),
        ("one of \n\n\nthe 'boys'.", "one of \n\n\nthe ‘boys’."),
        ("\"'Even when defeated'", "“‘Even when defeated’"),
    ],
    characters.dashes: [
        ("ideal - Soviets", "ideal – Soviets"),
        ("fighting--that is", "fighting—that is"),
        ("thuggery - \nordinary", "thuggery – \nordinary"),
        ("Anarcho-Syndicalist", "Anarcho-Syndicalist"),
    ],
    characters.ellipses: [
        ("days . . . but", "days … but"),
        ("proletariat...", "proletariat…"),
        ("want. .. . We", "want.… We"),
        ("the G. P. U. at", "the G. P. U. at"),
    ],
    characters.spaces: [("behind the  'class", "behind the 'class"), ("one space", "one space")],
    characters.stray_underscores: [
        ("make _ profits", "make profits"),
        ("disharmony and_ those", "disharmony and those"),
        ("Tzentralnogo _Ispolnitelnogo", "Tzentralnogo Ispolnitelnogo"),
        ("snake_case", "snake_case"),
    ],
    characters.display_capitals: [
        ("SWEEP OF MOVEMENT", "Sweep of Movement"),
        ("LENIN'S TERROR WITHIN THE PARTY", "Lenin's Terror Within the Party"),
        ("FACTORY COMMITTEES V TRADE UNIONS", "Factory Committees v Trade Unions"),
        ("COUNTER-REVOLUTION AND THE SOVIET", "Counter-Revolution and the Soviet"),
    ],
}
PAIRS = [(rule, scanned, made) for rule, pairs in GOLDEN.items() for scanned, made in pairs]


@pytest.mark.parametrize(("rule", "scanned", "made"), PAIRS, ids=[f"{rule.__name__}-{s[:20]}" for rule, s, _ in PAIRS])
def test_golden(rule, scanned, made):
    text = scanned + "\n"
    edits = in_order(rule(text, 0, len(scanned)))
    assert apply(text, edits)[0] == made + "\n"


def test_every_rule_has_golden_pairs():
    assert set(characters.HEADINGS) == set(GOLDEN)

"""Count or share, Python's side: the arithmetic, the static self, and what is refused."""

import json
import re

import pytest
import traitlets

from studyguide.data import rows
from studyguide.widgets import CountOrShare
from studyguide.widgets.count_or_share import MEASURES, RIVALS, SOURCES, thousands


@pytest.fixture
def claims(root):
    return rows("conventions", root)


@pytest.fixture
def widget(claims):
    return CountOrShare(
        claims, {"S33": "sessions/05.html#S33", "S37": "sessions/06.html#S37", "T1": "sessions/08.html"}
    )


def test_the_shares_are_the_arithmetic(widget):
    assert [f"{share:.1f}" for share in widget.shares("his")] == ["6.0", "2.0", "0.8"]
    assert [f"{share:.1f}" for share in widget.shares("rival")] == ["1.4", "0.7", "0.7"]


def test_each_basis_gives_its_own_members(widget):
    assert widget.members("his", "norm") == [(75_000, 87_500), (45_000, 52_500), (30_000, 35_000)]
    assert widget.members("his", "one") == [(88_250, 88_250), (52_950, 52_950), (35_300, 35_300)]
    assert [round(low, -3) for low, _ in widget.members("his", "average")] == [150_000, 69_000, 35_000]
    assert widget.members("rival", "norm")[0] == (18_000, 21_000)


def test_the_one_basis_comes_from_his_printed_members(widget):
    assert widget.one == 3_530
    assert all(each["his"]["members"] == each["his"]["delegates"] * widget.one for each in widget.conventions[1:])


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ((75_000, 87_500), "75,000 to 88,000"),
        ((45_000, 52_500), "45,000 to 53,000"),
        ((68_623, 68_623), "about 69,000"),
    ],
)
def test_members_are_rounded_to_thousands_and_halves_go_up(band, words):
    assert thousands(band) == words


@pytest.mark.parametrize(("trait", "value"), [("measure", "trend"), ("measure", ""), ("basis", "3530")])
def test_an_unknown_choice_is_refused_with_its_name(widget, trait, value):
    with pytest.raises(traitlets.TraitError, match=f"{trait}: '{value}' is none of"):
        setattr(widget, trait, value)


def test_a_missing_claim_is_named(claims):
    with pytest.raises(KeyError, match="all-1919-members"):
        CountOrShare([row for row in claims if row["claim"] != "all-1919-members"])


@pytest.mark.parametrize("measure", MEASURES)
def test_the_static_self_has_all_measures_and_joins_no_marks(widget, measure):
    widget.measure = measure
    html = widget.static_html()
    for words in ("15: 2.0 per cent of 748", "9: 0.7 per cent of 1,226", "45,000 to 53,000", "about 150,000", "S33"):
        assert words in html
    for each in widget.conventions:
        assert each["rival"]["definition"] in html
    assert not re.search(r"<(path|polyline)", html)
    assert html.count('class="rival"') == (6 if measure == "members" else 3)
    assert re.search(r'<svg role="img" aria-label="[^"]*1920, another count: [\d.–]+\.', html)


def test_a_mark_stands_where_its_value_does(widget):
    heights = [float(y) for y in re.findall(r'<circle class="his" cx="\d+" cy="([\d.]+)"', widget.static_html())]
    assert heights == [208 - 6 * value for value in (25, 15, 10)]


def test_the_page_gets_only_the_places_that_are_used(widget):
    state = json.loads(re.search(r'<script type="application/json">(.*?)</script>', widget.page_html(), re.DOTALL)[1])
    assert sorted(state["places"]) == ["S33", "S37"]
    assert state["measure"] == "count"
    assert 'data-shared="measure basis"' in widget.page_html()


def test_every_work_and_every_rival_is_one_that_the_course_knows(claims, root):
    bib = (root / "book/references.bib").read_text(encoding="utf-8")
    assert all(f"{{{key}," in bib for key in SOURCES)
    cited = {row["claim"]: row["citation"] for row in claims}
    assert {cited[claim] for claim in RIVALS.values()} <= SOURCES.keys()
    assert {cited[f"all-{year}-delegates"] for year in RIVALS} <= SOURCES.keys()

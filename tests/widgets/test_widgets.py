"""A widget's Python side, and its module as Jupyter loads it."""

import json
import re

import pytest
import traitlets

from studyguide.widgets import EstimateBench
from studyguide.widgets.base import ASSETS, module

COUNTS = {"six": 6, "Maximoff’s": 25}


@pytest.fixture
def bench():
    return EstimateBench(COUNTS, printed=88_000)


def test_the_bands_are_the_arithmetic(bench):
    assert bench.bands() == {"six": (18_000, 21_000), "Maximoff’s": (75_000, 87_500)}
    bench.factor = 3
    assert bench.bands()["Maximoff’s"] == (75_000, 262_500)


@pytest.mark.parametrize(("trait", "value"), [("low", 10), ("high", 99_999), ("factor", 0), ("factor", 4)])
def test_a_value_past_its_bound_is_refused_with_its_name(bench, trait, value):
    words = {"low": "members for one delegate", "high": "members for one delegate", "factor": "factor"}[trait]
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(bench, trait, value)


def test_jupyter_gets_a_live_widget_and_the_page_its_static_self(bench):
    data, _ = bench._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"]
    html = data["text/html"]
    assert 'data-widget="estimate-bench"' in html
    assert "<svg role=" in html
    state = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1])
    assert state["counts"][1] == {"label": "Maximoff’s", "delegates": 25}
    assert not [key for key in state if key.startswith("_")]


def test_text_cannot_end_the_state_early():
    html = EstimateBench({"</script><script>alert(1)": 1}, printed=1).page_html()
    assert "</script><script>" not in html
    assert html.count("</script>") == 1


def test_the_module_for_jupyter_imports_nothing_by_its_folder():
    source = module("estimate-bench.js")
    assert 'from "data:text/javascript;base64,' in source
    assert 'from "./' not in source


@pytest.mark.parametrize("name", sorted(path.name for path in ASSETS.iterdir() if path.name.endswith(".js")))
def test_modules_never_write_html(name):
    source = (ASSETS / name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source)

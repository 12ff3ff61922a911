"""The widget's module as Jupyter's host loads it: from a blob, with a model that answers from outside."""

import json

from studyguide.widgets import EstimateBench

MODEL = """
(state) => {
  const listeners = {};
  window.model = {
    sent: [],
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; window.model.changed = name; },
    save_changes: () => {
      window.model.sent.push({ ...state });
      Object.keys(state).forEach((name) => window.model.tell(name));
    },
    on: (event, listener) => { (listeners[event] ??= new Set()).add(listener); },
    off: (event, listener) => { listeners[event]?.delete(listener); },
    tell: (name) => listeners[`change:${name}`]?.forEach((listener) => listener()),
    from_python: (name, value) => { state[name] = value; window.model.tell(name); },
    listening: () => Object.values(listeners).reduce((sum, set) => sum + set.size, 0),
  };
}
"""
LOAD = """
async (source) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  window.done = await widget.render({ model: window.model, el: document.body });
}
"""


def test_python_moves_the_figure_and_the_figure_moves_python(browser):
    bench = EstimateBench({"six": 6, "Maximoff’s": 25}, printed=88_000)
    page = browser.new_page()
    page.evaluate(MODEL, json.loads(json.dumps(bench.page_state())))
    page.evaluate(LOAD, bench._esm)
    words = page.locator("[aria-live]")
    assert words.inner_text().startswith("Between 18,000 and 88,000")
    page.evaluate("model.from_python('chosen', 0)")
    assert words.inner_text().startswith("Between 18,000 and 21,000")
    slider = page.get_by_role("slider", name="and for at most")
    slider.focus()
    slider.press("ArrowRight")
    assert page.evaluate("model.sent.at(-1).high") == 3600
    page.evaluate("done()")
    assert page.evaluate("model.listening()") == 0
    page.close()

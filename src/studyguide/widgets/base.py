"""What every widget has: its module, its state as plain data, and its static self for a page without scripts."""

from __future__ import annotations

import base64
import json
import re
from importlib import resources
from typing import Any

import anywidget

ASSETS = resources.files("studyguide") / "frontend" / "assets" / "widgets"
NOT_STATE = {"layout", "comm", "keys", "log", "tabbable", "tooltip"}
IMPORT = re.compile(r'(from\s+)"\./([\w-]+\.js)"')


def module(name: str) -> str:
    """The source of a front-end module for Jupyter.

    There it is loaded from a blob, which has no folder: what it imports from beside it is put in as data URLs.
    """

    def inline(match: re.Match[str]) -> str:
        encoded = base64.b64encode(module(match[2]).encode()).decode()
        return f'{match[1]}"data:text/javascript;base64,{encoded}"'

    return IMPORT.sub(inline, (ASSETS / name).read_text(encoding="utf-8"))


def styles() -> str:
    """The style sheet that all widgets share."""
    return (ASSETS / "widgets.css").read_text(encoding="utf-8")


class CourseWidget(anywidget.AnyWidget):
    """A widget of the course.

    A subclass sets ``name`` (that of its module, and of its ``data-widget`` on the page), ``_esm`` and its traits,
    and says in ``static_html`` what stands in its place before and without scripts. ``shared`` names the traits that a
    page keeps in its address, so that a setting can be sent to somebody else; numbers, texts and truth values only.
    """

    name = ""
    shared: tuple[str, ...] = ()
    _css = styles()

    def static_html(self) -> str:
        """A figure and a table of the first state, in HTML."""
        raise NotImplementedError

    def page_state(self) -> dict[str, Any]:
        """The traits that the module reads, without what belongs to Jupyter."""
        state: dict[str, Any] = self.get_state()
        return {key: value for key, value in sorted(state.items()) if key not in NOT_STATE and not key.startswith("_")}

    def page_html(self) -> str:
        """The widget's place on a page: its static self, and its state for the host."""
        # "</" would end the script element early.
        state = json.dumps(self.page_state(), ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
        return (
            f'<div class="widget" data-widget="{self.name}" data-shared="{" ".join(self.shared)}">\n'
            f'<div class="widget-static">\n{self.static_html()}\n</div>\n'
            f'<script type="application/json">{state}</script>\n</div>'
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Jupyter takes the live widget; the page, and whatever else knows no widgets, takes the HTML."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/html": self.page_html()}, metadata

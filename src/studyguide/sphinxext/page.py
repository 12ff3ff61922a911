"""The page around the text: templates, security policy, assets, description, and the site's root page."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

FRONTEND = Path(__file__).parent.parent / "frontend"
ASSETS = "assets"
"""Folder of the site for our style sheet and modules; not ``_static``, all of which Jupyter Book puts on each page."""
DESCRIPTION_LENGTH = 200
LABEL = "question-label"
"""The class of a paragraph that only names the next one."""
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def theme_scripts(theme: Path) -> list[str]:
    """The inline scripts in a theme's base template, as a browser sees them."""
    return INLINE_SCRIPT.findall((theme / "base.html").read_text(encoding="utf-8"))


def policy(scripts: list[str]) -> str:
    """The Content-Security-Policy: everything from the site itself, and the named inline scripts by their hashes.

    ``wasm-unsafe-eval`` is for a search engine in WebAssembly. What only a header can say (``frame-ancestors``)
    is left to the host.
    """
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{digest}'" for digest in hashes)])
    return (
        f"default-src 'self'; script-src {allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'self'"
    )


def configure(app: Sphinx, config: Config) -> None:
    """Put our templates before the theme's, and give it code colours with enough contrast in the dark."""
    config.templates_path = [str(FRONTEND / "templates"), *config.templates_path]
    # The theme adds this value to Sphinx later; in _config.yml it would be called unknown.
    config.pygments_dark_style = "a11y-high-contrast-dark"


def drop_widget_state(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the kernel's widget state out of the page: our widgets carry their own, without random ids or source."""
    metadata: dict[str, Any] = getattr(app.env, "nb_metadata", {}).get(app.env.docname, {})
    metadata.get("js_files", {}).pop("ipywidgets_state", None)


def description(doctree: nodes.document) -> str:
    """The first paragraph of a page that is more than a label, shortened at a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        if LABEL in paragraph["classes"]:
            continue
        text = " ".join(paragraph.astext().split())
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
    return ""


def asset_version(name: str) -> str:
    """A short digest of an asset, so that a changed one is not taken from a cache."""
    return hashlib.sha256((FRONTEND / ASSETS / name).read_bytes()).hexdigest()[:8]


def fill_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates what they ask for."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    theme = next(Path(folder) for folder in app.builder.theme.get_theme_dirs() if Path(folder, "base.html").exists())
    context["security_policy"] = policy(theme_scripts(theme))
    context["asset_version"] = asset_version
    context["has_widget"] = "data-widget=" in context.get("body", "")
    if doctree is not None:
        context["description"] = description(doctree)


def write_assets(app: Sphinx, exception: Exception | None) -> None:
    """Copy style sheet, modules and fonts, on a warm build too, and write the site's root page."""
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    shutil.copytree(FRONTEND / ASSETS, out / ASSETS, dirs_exist_ok=True)
    start = app.builder.get_target_uri(app.config.root_doc)
    title = escape(app.config.html_title)
    (out / "index.html").write_text(
        "<!doctype html>\n"
        f'<html lang="{app.config.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([])}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={start}">\n'
        f'<link rel="icon" type="image/svg+xml" href="{ASSETS}/favicon.svg">\n'
        f'<title>{title}</title>\n<link rel="canonical" href="{start}">\n</head>\n'
        f'<body>\n<main>\n<h1>{title}</h1>\n<p><a href="{start}">Go to the course</a></p>\n</main>\n</body>\n</html>\n',
        encoding="utf-8",
    )


def setup(app: Sphinx) -> None:
    """Connect to the phases of the build."""
    # Jupyter Book sets this one whether or not the extension that knows it is loaded; unknown values are warnings.
    app.add_config_value("comments_config", {}, "", types=[dict])
    app.connect("config-inited", configure)
    app.connect("doctree-read", drop_widget_state)
    app.connect("html-page-context", fill_context)
    app.connect("build-finished", write_assets)

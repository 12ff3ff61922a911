"""Our Sphinx extension: passages, excerpts, references to paragraphs, the session's facts, and the page around them.

Rooms: `texts` (the edition and the records, loaded once a build), `nodes` (what stands on the page), `render` (edition
to nodes), `facts` (of a session), `directives`, `apparatus`, `exercises`, `works`, `meeting` and `path` (what an author
writes), `links` (to other pages), `domain` (where each paragraph stands; references; completeness), `page` (templates,
policy, assets, the root page), `execution` (how long outputs are kept).
"""

from __future__ import annotations

from sphinx.application import Sphinx

from . import apparatus, directives, domain, execution, exercises, links, meeting, nodes, page, path, works


def setup(app: Sphinx) -> dict[str, bool | str]:
    """Register everything with Sphinx."""
    app.add_config_value("studyguide_complete", True, "env", types=[bool])
    nodes.setup(app)
    domain.setup(app)
    directives.setup(app)
    apparatus.setup(app)
    exercises.setup(app)
    works.setup(app)
    meeting.setup(app)
    path.setup(app)
    links.setup(app)
    page.setup(app)
    execution.setup(app)
    return {
        "version": "1",
        "env_version": execution.code_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

"""The same book by plain Sphinx: the way out of Jupyter Book 1, kept green by a test; `make edit` builds with it too.

It reads the files that Jupyter Book reads, so that nothing is configured twice.
Use: sphinx-build -c src/studyguide/sphinxext/plain . OUT
"""

from pathlib import Path

import yaml

_root = Path(__file__).parents[4]
_book = yaml.safe_load((_root / "_config.yml").read_text(encoding="utf-8"))
globals().update(_book["sphinx"]["config"])
author, copyright = _book["author"], _book["copyright"]
extensions = [name for name in _book["sphinx"]["config"]["extensions"] if name != "jupyter_book"]
bibtex_bibfiles = [str(_root / name) for name in _book["bibtex_bibfiles"]]
external_toc_path = str(_root / "_toc.yml")
external_toc_exclude_missing = _book["only_build_toc_files"]
exclude_patterns = ["_build", *_book["exclude_patterns"]]
nb_execution_mode = _book["execute"]["execute_notebooks"]
nb_execution_timeout = _book["execute"]["timeout"]
nb_execution_raise_on_error = _book["execute"]["raise_on_error"]
nb_output_stderr = _book["execute"]["stderr_output"]

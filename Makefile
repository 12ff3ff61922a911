# What each target does: make help. Each calls a `studyguide` verb or a few plain lines: CONTRIBUTING.md says what to
# type where there is no make.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
NEXT := .venv-next/bin
PIP_INSTALL := install --quiet --disable-pip-version-check
BUILD := $(BIN)/jupyter-book build -n -W --keep-going

.DELETE_ON_ERROR:
.PHONY: help site serve edit test check lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

site: .venv/.site ## build the course into _build/html
	$(BUILD) .

serve: site ## build the course and serve it at a local address (PORT=8000)
	$(BIN)/studyguide serve --port $(PORT)

edit: .venv/.site ## rebuild on save and reload the browser (PORT=8000)
	$(BIN)/sphinx-autobuild -c src/studyguide/sphinxext/plain --port $(PORT) --watch src/studyguide \
		--re-ignore '(^|/)(_build|\.git|\.venv[^/]*|\.[a-z]+_cache|__pycache__|tests)(/|$$)' . _build/edit

check: .venv/.site ## validate texts, references and tables, without a build
	$(BIN)/studyguide check

test: .venv/.test .venv-next/.next ## run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/studyguide check
	$(BIN)/python tests/page/chromium.py
	$(BIN)/pytest

lock: ## write the pinned requirements anew from pyproject.toml (needs uv)
	uv pip compile $(LOCK) --extra site pyproject.toml -o requirements.txt
	uv pip compile $(LOCK) --extra site --extra test -c requirements.txt pyproject.toml -o requirements-test.txt
	uv pip compile $(LOCK) --extra next pyproject.toml -o requirements-next.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean: ## delete what was built and the environments
	rm -rf _build .venv .venv-next .pytest_cache .mypy_cache .ruff_cache

# The environments, from hashed pins. The package itself is installed from here, so that a change in it is seen at once.
.venv/.site: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	@echo "Installing what builds the course into .venv (once; a minute or two) ..."
	$(PYTHON) -m venv .venv
	$(BIN)/pip $(PIP_INSTALL) --require-hashes -r requirements.txt
	$(BIN)/pip $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.site requirements-test.txt requirements-tei.txt
	@echo "Installing what tests the course into .venv (once; a minute) ..."
	$(BIN)/pip $(PIP_INSTALL) --require-hashes -r requirements-test.txt
	$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --require-hashes \
		-r requirements-tei.txt -d .venv
	@touch $@

.venv-next/.next: requirements-next.txt pyproject.toml
	@echo "Installing the newest plain Sphinx into .venv-next (once; a minute) ..."
	$(PYTHON) -m venv .venv-next
	$(NEXT)/pip $(PIP_INSTALL) --require-hashes -r requirements-next.txt
	$(NEXT)/pip $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Needs make and Python 3.11 or later with venv. Everything else comes from the lock files.
# With another Python: make PYTHON=python3.13 setup
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
# A third of the time tests wait: three processes fill two cores.
WORKERS ?= 3
# Left out of coverage: tests of the screen, and what starts the program as a whole each time.
QUICK := $(addprefix --ignore=tests/,tui snapshots architecture hostile/test_screen.py \
	hostile/test_terminal.py export/test_browser.py export/test_sheet_on_screen.py \
	flows/test_growth.py properties/test_flow_mutants.py)
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-pythons check check-rest lint package coverage nightly-laws nightly-mutants bench mutants format lock messages clean

help:
	@echo "make setup      install what it takes to run, into $(VENV)"
	@echo "make run        open the screen"
	@echo "make test       run the tests"
	@echo "make test-pythons    on every supported Python of this computer"
	@echo "make check      all that a change must pass"
	@echo "make setup-dev | lint | package | coverage | bench | mutants | format | lock | clean"

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed. Name it: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(VENV)/pyvenv.cfg requirements/run.lock pyproject.toml
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(VENV)/.run

setup-dev: $(VENV)/.dev

run: setup
	@$(BIN)/guide

test: setup-dev
	$(PY) -m pytest -n $(WORKERS) --dist loadfile

# Each Python in an environment of its own, from the lock files. Others: pytest's words in WORDS.
test-pythons:
	$(PYTHON) scripts/each_python.py -- $(WORDS)

check: check-rest test

check-rest: lint package

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/guide flows check --strict
	$(BIN)/guide flows test

# The wheel and the sdist, installed in a fresh environment and used from an empty folder.
package: setup-dev
	$(PY) scripts/check_package.py

# All but the tests of the screen; fails below the figure in pyproject.toml.
coverage: setup-dev
	$(PY) -m coverage run -m pytest $(QUICK)
	$(PY) -m coverage report

# Other examples in each run, as many as a night allows; a failure prints how to have it again.
nightly-laws: export HYPOTHESIS_PROFILE := nightly
nightly-laws: setup-dev
	$(PY) -m pytest -n 2 -m hypothesis

# 2,000 flows with one value exchanged, and the small changes of `make mutants`.
nightly-mutants: export HYPOTHESIS_PROFILE := nightly
nightly-mutants: setup-dev mutants
	$(PY) -m pytest tests/properties/test_flow_mutants.py

bench: setup-dev
	@$(PY) scripts/bench.py

# Small changes of the flows: how many of them the check and the cases notice.
mutants: setup-dev
	@$(PY) -m scripts.mutate_flows

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv; UV=/path/to/uv names it.
lock:
	$(PYTHON) scripts/lock.py

# Templates for translators: guide/locale/guide.pot and flows/locale/flows.pot.
messages: setup-dev
	@$(PY) -m scripts.messages

clean:
	rm -rf $(VENV) .pythons dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage

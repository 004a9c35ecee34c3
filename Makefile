# Needs Python 3.11 or later (with venv) and make. Everything else comes from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check check-rest bench format lock package clean

help:
	@echo "make setup | run | test | check | bench | format | lock | clean"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(BIN)/python requirements/run.lock pyproject.toml
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(VENV)/.run

setup-dev: $(VENV)/.dev

run: setup
	@$(BIN)/guide

test: setup-dev
	$(BIN)/python -m pytest -n 2

check: check-rest test

check-rest: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/guide flows check --strict
	$(BIN)/guide flows test
	$(MAKE) package

# The wheel, installed in an empty environment and used from an empty folder.
package: setup-dev
	@PYTHON=$(abspath $(BIN))/python sh scripts/check_package.sh

bench: setup-dev
	@$(BIN)/python scripts/bench.py

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	@sh scripts/lock.sh

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache

#!/bin/sh
# Builds the wheel, installs it with the locked dependencies elsewhere, and runs it from an empty folder.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$PYTHON" -m build --quiet --wheel --no-isolation --outdir "$work/dist" .
"$PYTHON" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/run.lock
"$work/venv/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps "$work"/dist/*.whl
mkdir "$work/empty"
cd "$work/empty"
export HOME="$work/empty" XDG_CACHE_HOME="$work/empty/cache" XDG_DATA_HOME="$work/empty/data"
"$work/venv/bin/guide" hours --at 2026-11-23T10:00-05:00 --json
"$work/venv/bin/guide" flows list
"$work/venv/bin/guide" flows check

#!/bin/sh
# Writes the lock files: every dependency with its hashes, no address of an index.
set -eu
UV="${UV:-uv}"
compile() { "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"; }
printf 'hatchling>=1.27\neditables\n' > requirements/build.in
compile pyproject.toml requirements/build.in -o requirements/run.lock
compile pyproject.toml requirements/build.in --group dev -o requirements/dev.lock
rm requirements/build.in

#!/bin/sh
# Pins every dependency, with hashes and without addresses. Run it after changing pyproject.toml: `make lock`.
set -eu
cd "$(dirname "$0")/.."
. .venv/bin/activate
python -m uv --version >/dev/null 2>&1 || python -m pip install --quiet uv
python -m uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
    --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet "$@" -o constraints.txt

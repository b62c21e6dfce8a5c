#!/bin/sh
# Proves the wheel as a stranger meets it: built, installed with the pinned packages into an environment of its own, and
# used in an empty folder, by the command and by pytest on the smallest suite.
#
#   scripts/wheel.sh PYTHON       PYTHON builds the wheel (hatchling must be installed there) and makes the environment
set -eu
python=$1
project=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say() { echo "wheel: $*" >&2; }

say "building"
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir "$folder" "$project"
wheel=$(ls "$folder"/pennydrop-*.whl)

say "installing $(basename "$wheel")"
"$python" -m venv "$folder/venv"
# As constraints without their hashes: the wheel itself can have none, and pip wants all or nothing.
sed -n 's/^\([A-Za-z0-9][^ ]*==[^ ]*\).*/\1/p' "$project/constraints.txt" >"$folder/constraints.txt"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --constraint "$folder/constraints.txt" "$wheel[local]"
PATH="$folder/venv/bin:$PATH"

mkdir -p "$folder/empty/.pennydrop"
cp -R "$project/examples/smallest-suite/." "$folder/empty"
# Programs that are no Python packages: Stripe CLI, and what else `make setup` got.
[ ! -d "$project/.pennydrop/tools" ] || ln -s "$project/.pennydrop/tools" "$folder/empty/.pennydrop/tools"
cd "$folder/empty"

say "pennydrop doctor"
pennydrop doctor
say "pennydrop env"
pennydrop env --format dotenv | grep -c "^STRIPE_" >/dev/null
say "pennydrop up, pytest, pennydrop down"
pennydrop up --detach
pytest -p no:cacheprovider || { status=$?; pennydrop down; exit $status; }
pennydrop down

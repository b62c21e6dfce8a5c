#!/bin/sh
# The official Stripe CLI, pinned, by npm.
#
#   scripts/stripe-cli.sh DIR
#
# A `stripe` on PATH is taken as it is. A machine without npm is no reason to fail here: most tests need no Stripe CLI,
# and a run that does says what is missing.
set -eu
folder=$1
version=1.52.0

command -v stripe >/dev/null && exit 0
if ! command -v npm >/dev/null; then
    echo "setup: no npm (Node.js 18 or newer), so no Stripe CLI: install Node.js, put \`stripe\` on PATH, or run with" >&2
    echo "       PENNYDROP_FORWARDING=endpoint" >&2
    exit 0
fi
echo "setup: Stripe CLI $version"
mkdir -p "$folder"
printf '{"private": true, "dependencies": {"@stripe/cli": "%s"}}\n' "$version" >"$folder/package.json"
# The program comes as an npm package of its own for each platform; the install script is for platforms without one.
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error >/dev/null
touch "$folder/.installed"

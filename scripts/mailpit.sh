#!/bin/sh
# Mailpit, pinned, built by Go.
#
#   scripts/mailpit.sh DIR
set -eu
folder=$1
version=v1.30.5

if command -v mailpit >/dev/null || [ -x "$folder/mailpit" ]; then
    echo "mailpit: $(command -v mailpit || echo "$folder/mailpit")"
    exit 0
fi
if ! command -v go >/dev/null; then
    echo "mailpit: no Go on PATH. Install Go 1.25 or newer and run this again, or put a mailpit $version of" >&2
    echo "         github.com/axllent/mailpit on PATH. Until then the built-in catcher is used." >&2
    exit 1
fi
mkdir -p "$folder"
# Statically linked, so that it also runs where it was not built.
GOBIN=$(cd "$folder" && pwd) CGO_ENABLED=0 GOFLAGS=-trimpath go install "github.com/axllent/mailpit@$version"
echo "mailpit: $folder/mailpit"

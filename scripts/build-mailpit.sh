#!/bin/sh
# Builds Mailpit from source into .pennydrop/tools/mailpit: `make mailpit`. Does nothing if it is there already.
set -eu
version=v1.30.5
module=github.com/axllent/mailpit
needed_go=1.25
target=$(cd "$(dirname "$0")/.." && pwd)/.pennydrop/tools/mailpit

fail() {
    echo "mailpit: $1" >&2
    exit 1
}

if [ -x "$target" ] && "$target" version --no-release-check 2>/dev/null | grep -qF "$version"; then
    echo "mailpit: $version is already at $target"
    exit 0
fi

command -v go >/dev/null 2>&1 || fail "Go is missing; install Go $needed_go or newer (https://go.dev/dl), or put a mailpit on PATH"
go=$(go env GOVERSION | sed 's/^go//; s/[^0-9.].*//')
oldest=$(printf '%s\n%s\n' "$go" "$needed_go" | sort -V | head -n 1)
[ "$oldest" = "$needed_go" ] || fail "Go $go is too old; Mailpit $version needs Go $needed_go or newer (https://go.dev/dl)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
# A module of our own instead of `go install module@version`: that looks for deprecation notices in a list of versions,
# which some module proxies refuse (403).
printf 'module build\n\ngo %s\n\nrequire %s %s\n' "$needed_go" "$module" "$version" >"$work/go.mod"
echo "mailpit: building $version, about a minute"
(cd "$work" && CGO_ENABLED=0 go build -mod=mod \
    -ldflags "-s -w -X $module/config.Version=$version" -o "$work/mailpit" "$module" >"$work/log" 2>&1) ||
    fail "the build failed: $(tail -n 1 "$work/log")"

mkdir -p "$(dirname "$target")"
mv "$work/mailpit" "$target"
echo "mailpit: $version is ready at $target"

#!/bin/sh
# A Chromium: the one that is there, else Playwright's own, else the distribution's, installed or only unpacked.
#
#   scripts/browser.sh PYTHON TOOLS
set -eu
python=$1
tools=$2
found=$tools/browser # remembers the answer, so that asking again costs nothing
here=$(dirname "$0")

remember() {
    mkdir -p "$tools"
    "$python" "$here/find_browser.py" >"$found.new" && mv "$found.new" "$found"
}

[ -e "$(cat "$found" 2>/dev/null)" ] && exit 0
remember && exit 0
echo "setup: browser"
if timeout 300 "$python" -m playwright install chromium >/dev/null 2>&1 && remember; then
    # It comes without the system libraries it needs, which only root may install.
    [ "$(id -u)" != 0 ] || "$python" -m playwright install-deps chromium >/dev/null
    exit 0
fi
if command -v apt-get >/dev/null; then
    "$here/apt-chromium.sh" "$tools/chromium" && remember && exit 0
fi
echo "setup: no Chromium could be installed. Install Chrome or Chromium by your system's means, or name one with" >&2
echo "       PENNYDROP_BROWSER_EXECUTABLE" >&2
exit 1

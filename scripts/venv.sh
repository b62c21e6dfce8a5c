#!/bin/sh
# The project's Python environment: exactly the pinned packages, and Pennydrop itself in editable form.
#
#   scripts/venv.sh DIR        PYTHON=python3.12 chooses another interpreter
set -eu
folder=$1
python=${PYTHON:-python3}

fail() {
    echo "setup: $*" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "no $python on PATH; install Python 3.11 or newer, or name one with PYTHON=..."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$python is Python $version; Pennydrop needs 3.11 or newer (name one with PYTHON=python3.12)"
# Debian and Ubuntu leave this part of the standard library out of their python3 package.
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "$python cannot make virtual environments; on Debian and Ubuntu: apt-get install python$version-venv"

[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
pip="$folder/bin/python -m pip --disable-pip-version-check"
echo "setup: Python packages"
$pip install --quiet --require-hashes --requirement constraints.txt
$pip install --quiet --no-deps --no-build-isolation --editable .
# Where PYTHONDONTWRITEBYTECODE is set, as in many containers, every process of every run would compile it all anew.
"$folder/bin/python" -m compileall -q -j 0 "$folder"/lib/python*/site-packages src

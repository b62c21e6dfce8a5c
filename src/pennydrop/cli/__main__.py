"""``python -m pennydrop.cli``: the same as ``pennydrop``, for where the script is not on PATH."""

from __future__ import annotations

import sys

from pennydrop.cli.app import main

if __name__ == "__main__":
    sys.exit(main())

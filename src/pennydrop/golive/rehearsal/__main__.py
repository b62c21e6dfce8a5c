"""``python -m pennydrop.golive.rehearsal``, which is what ``make golive-demo`` runs."""

from __future__ import annotations

import signal
import sys

INTERRUPTED = 130


def run() -> int:
    """The demonstration's exit code; ended politely, it cleans up as after Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # Here, because Ctrl-C may come while the checks are still being imported.
        from pennydrop.errors import PennydropError
        from pennydrop.golive.rehearsal.demo import main

        try:
            return main()
        except PennydropError as error:
            sys.stderr.write(f"pennydrop: {error}\n")
            return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())

"""``python -m pennydrop.golive.rehearsal``, which is what ``make golive-demo`` runs."""

from __future__ import annotations

import signal
import sys

from pennydrop.errors import PennydropError
from pennydrop.golive.rehearsal.demo import main

INTERRUPTED = 130

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended politely, it cleans up as after Ctrl-C
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except PennydropError as error:
        sys.exit(f"pennydrop: {error}")

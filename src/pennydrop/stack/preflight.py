"""Whether a run can keep what it will want to show."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pennydrop.errors import ArtifactsUnwritable

PROBE_BYTES = 1 << 20


def require_writable(folder: Path) -> None:
    """Make ``folder`` and write a mebibyte into it. ``ArtifactsUnwritable``: no permission, or no space."""
    probe = folder / f".write-probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(bytes(PROBE_BYTES))
    except OSError as error:
        raise ArtifactsUnwritable(
            f"{folder} cannot be written ({error.strerror}); free some space, or name other folders with"
            " PENNYDROP_ARTIFACTS_DIR and PENNYDROP_STATE_DIR"
        ) from None
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)

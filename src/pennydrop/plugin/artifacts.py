"""Where a run leaves its files: one folder per run, in it one per scenario that failed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from pennydrop.errors import ArtifactsUnwritable

LONGEST_NAME = 120


def new_run_id() -> str:
    """A name for this run's folder that sorts by time, kept unique by the process id: ``2026-11-23T10-24-05-4711``."""
    return f"{time.strftime('%Y-%m-%dT%H-%M-%S')}-{os.getpid()}"


class Artifacts:
    """The folder of one run. Nothing is created before the first file is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of_scenario(self, feature: str, name: str) -> Artifacts:
        """The folder of one scenario, ``refunds-full/a_full_refund-visa`` below the run's."""
        parts = Path(feature).with_suffix("").parts
        return Artifacts(self.folder / _short("-".join(parts)) / _short(name.replace("[", "-").rstrip("]")))

    def write(self, name: str, content: bytes) -> Path:
        """Write a file and return its path. ``ArtifactsUnwritable`` says why that is not possible."""
        path = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)  # half a file would only mislead
            raise ArtifactsUnwritable(
                f"{path} cannot be written: {error.strerror or error}. Make room there, or name another folder with"
                " PENNYDROP_ARTIFACTS_DIR"
            ) from error
        return path


def _short(name: str) -> str:
    """File systems take 255 bytes; a digest keeps two long names apart."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

"""The latest lines of a log file, read from its end and across a rotation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from pennydrop.errors import LogUnreadable

BLOCK = 1 << 16
MOST = 64 << 20  # bytes from the end that are read at most: 5000 lines of a log have some 2 MB

Lines = list[str]


class LogFile:
    """A log file, also across a rotation: what was written to the old file since the last look is not missed.

    Between the two steps of a rotation there may be no file of that name. ``bridging``, the old one is then all there
    is; else it is missing. ``mend`` is what to do about a file that cannot be read.
    """

    def __init__(self, path: Path, count: int, *, mend: str, bridging: bool = True) -> None:
        self._path, self._count, self._mend, self._bridging = path, count, mend, bridging
        self._open: IO[bytes] | None = None

    def __call__(self) -> Lines:
        """Its latest lines, oldest first; ``LogUnreadable`` if it is missing, no file, or not ours to read."""
        try:
            return self._look()
        except OSError as trouble:
            raise LogUnreadable(
                f"the site's log {self._path} cannot be read: {trouble.strerror or trouble}; {self._mend}"
            ) from None

    def close(self) -> None:
        if self._open:
            self._open.close()

    def _look(self) -> Lines:
        before = self._open
        if before is None or not self._is_still(before):
            self._open = self._path.open("rb")
        assert self._open is not None  # noqa: S101 - just opened
        lines = tail(self._open, self._count, torn=False)
        if before is not None and before is not self._open:
            with before:
                lines = tail(before, self._count, torn=False) + lines
        return lines[-self._count :]

    def _is_still(self, opened: IO[bytes]) -> bool:
        try:
            return os.path.samestat(self._path.stat(), os.fstat(opened.fileno()))
        except FileNotFoundError:
            return self._bridging


def tail(file: IO[bytes], count: int, *, torn: bool = True) -> Lines:
    """The last ``count`` lines of an open file, without reading what is before them.

    ``torn`` takes a last line without an end as well; in a file that grows, the rest of it is still to come.
    """
    start = end = file.seek(0, os.SEEK_END)
    blocks: list[bytes] = []
    ends = 0
    while start > 0 and ends <= count and end - start < MOST:
        size = min(BLOCK, start)
        start -= size
        file.seek(start)
        blocks.append(file.read(size))
        ends += blocks[-1].count(b"\n")
    read = b"".join(reversed(blocks))
    if not torn:
        read = read[: read.rfind(b"\n") + 1]
    lines = read.decode("utf-8", "replace").splitlines()
    if start > 0:
        lines = lines[1:]  # most likely torn
    return lines[-count:]

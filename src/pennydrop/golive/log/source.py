"""The latest lines of the site's log, from a file or from a command that prints them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from pennydrop.errors import CommandFailed, LogUnreadable
from pennydrop.golive import command
from pennydrop.golive.examination import Examination

COMMAND = "PENNYDROP_GOLIVE__LOG_COMMAND"
BLOCK = 1 << 16
MOST = 64 << 20  # bytes from the end that are read at most: 5000 lines of a log have some 2 MB

Lines = list[str]
Read = Callable[[], Lines]


def has_log(examination: Examination) -> bool:
    """Whether the settings name the site's log."""
    return bool(examination.golive.log_file or examination.golive.log_command)


@contextmanager
def reading(examination: Examination) -> Iterator[Read]:
    """A function that reads the latest ``golive.log_lines`` lines anew. It raises ``LogUnreadable``."""
    golive = examination.golive
    if golive.log_file:
        with closing(LogFile(golive.log_file, golive.log_lines)) as file:
            yield file
    elif golive.log_command:
        secret, count, deadline = golive.log_command, golive.log_lines, examination.settings.deadline
        yield lambda: _printed(secret.get_secret_value(), count, deadline)
    else:
        raise LogUnreadable("no log is named: set PENNYDROP_GOLIVE__LOG_FILE or PENNYDROP_GOLIVE__LOG_COMMAND")


class LogFile:
    """A log file, also across a rotation: what was written to the old file since the last look is not missed."""

    def __init__(self, path: Path, count: int) -> None:
        self._path, self._count = path, count
        self._open: IO[bytes] | None = None

    def __call__(self) -> Lines:
        """Its latest lines; ``LogUnreadable`` if it is missing, no file, or not ours to read."""
        try:
            return self._look()
        except OSError as trouble:
            raise LogUnreadable(
                f"the log {self._path} cannot be read ({trouble.strerror or trouble}): correct"
                " PENNYDROP_GOLIVE__LOG_FILE, or let the user who runs this read it"
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
        """Between the two steps of a rotation there may be no file of that name: then the old one is all there is."""
        try:
            return os.path.samestat(self._path.stat(), os.fstat(opened.fileno()))
        except FileNotFoundError:
            return True


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


def _printed(text: str, count: int, deadline: float) -> Lines:
    with tempfile.TemporaryFile() as output:
        try:
            command.run(text, setting=COMMAND, deadline=deadline, output=output)
        except CommandFailed as failure:
            raise LogUnreadable(f"{failure}. It has to print the latest lines and end (not `-f`)") from None
        return tail(output, count)

"""Where a backup is kept and restored for a moment: under a name that says whose it is, and since when."""

from __future__ import annotations

import re
import secrets
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from pennydrop.errors import BackupFailed

PREFIX = "pennydrop_scratch_"
_STAMP = "%Y%m%d%H%M%S"
_NAME = re.compile(rf"{PREFIX}(\d{{14}})_[0-9a-f]{{8}}")
# Seconds. A drill that somebody runs at the same time is younger; what is older was left by one that was killed.
LEFT_OVER = 24 * 3600


def new_name() -> str:
    """``pennydrop_scratch_20261123200400_1f2e3d4c``, good for a folder and for a database."""
    return f"{PREFIX}{datetime.now(UTC):{_STAMP}}_{secrets.token_hex(4)}"


def is_left_over(name: str, *, now: datetime | None = None) -> bool:
    """Whether this is a scratch of ours that nobody can be using any more."""
    match = _NAME.fullmatch(name)
    if not match:
        return False
    try:
        made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return False
    return ((now or datetime.now(UTC)) - made).total_seconds() > LEFT_OVER


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder that only this user can read, removed however this ends. ``TMPDIR`` says where."""
    try:
        folder = Path(tempfile.gettempdir()) / new_name()
        folder.mkdir(mode=0o700)
    except OSError as trouble:
        raise BackupFailed(
            f"no temporary folder can be made ({trouble}): set TMPDIR to one with room for two copies of the database"
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise BackupFailed(f"{folder} holds a copy of the database and could not be removed: remove it by hand")


@contextmanager
def tidy_when_terminated() -> Iterator[None]:
    """SIGTERM (a CI job is cancelled) and SIGHUP (a connection is lost) end the block like Ctrl-C: what it has made is
    removed. A second one does not disturb that."""
    if threading.current_thread() is not threading.main_thread():  # only there can a signal be answered
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def sweep_folders() -> list[str]:
    """Remove the folders that a drill left behind when it was killed; their paths."""
    swept = []
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if is_left_over(folder.name) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(str(folder) if not folder.exists() else f"{folder} (could not be removed: remove it by hand)")
    return swept


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __call__(self) -> float:
        return time.monotonic() - self._started

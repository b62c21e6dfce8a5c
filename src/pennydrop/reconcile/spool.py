"""What was read so far, on disk: an interrupted run goes on with the next page, and memory holds one page at a time."""

from __future__ import annotations

import csv
import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from pennydrop.errors import ArtifactsUnwritable, PennydropError
from pennydrop.reconcile.question import Question

STALE = timedelta(hours=24)
"""Older leftovers are of no use: too much has happened since."""
QUESTION = "question.json"


@dataclass
class Progress:
    """How far a file has come: whole lines, their ``size`` in bytes, and the id in the last one, after which the next
    page begins."""

    size: int = 0
    rows: int = 0
    cursor: str = ""
    complete: bool = False


@dataclass
class Spool:
    """One CSV file for each list and table in ``folder``; its first column is an id. A file that is complete has a mark
    beside it, and of another one the last line tells how far it is."""

    folder: Path
    question: Question
    resumed: bool = False
    _progress: dict[str, Progress] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, folder: Path, question: Question, *, fresh: bool = False) -> Iterator[Spool]:
        """Go on with what an interrupted run has left in ``folder``, with the period it had; else begin.

        ``PennydropError`` while another run is at it.
        """
        with _alone(folder):
            left = None if fresh else _left(folder, question.now)
            if not left:
                _begin(folder, question)
            yield cls(folder, left or question, resumed=bool(left))

    def progress(self, name: str) -> Progress:
        """How far the file ``name`` has come."""
        if name not in self._progress:
            self._progress[name] = _progress(self.path(name), self._mark(name).exists())
        return self._progress[name]

    def path(self, name: str) -> Path:
        """The CSV file of this name; it has no heading."""
        return self.folder / f"{name}.csv"

    @contextmanager
    def appending(self, name: str) -> Iterator[Page]:
        """Write on after the last whole line."""
        progress = self.progress(name)
        with _writing(self.folder), self.path(name).open("a", newline="", encoding="utf-8") as file:
            file.truncate(progress.size)
            yield Page(file, progress, self._mark(name))

    def forget(self, name: str) -> None:
        """Begin a file again that is of no use by half."""
        self._progress[name] = Progress()

    def remove(self) -> None:
        """Everything is read and compared: nothing is left to go on with."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _mark(self, name: str) -> Path:
        return self.folder / f"{name}.complete"


@dataclass
class Page:
    """Where rows go. ``save`` sees to it that they are there for the next run."""

    file: TextIO
    progress: Progress
    mark: Path

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        csv.writer(self.file).writerows(self._followed(rows))

    def save(self, *, complete: bool = False) -> None:
        """From here an interrupted run goes on."""
        self.file.flush()
        if complete:
            self.mark.touch()
        self.progress.complete = complete

    def _followed(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.progress.rows += 1
            self.progress.cursor = row[0]
            yield row


def _progress(path: Path, complete: bool) -> Progress:
    """By the whole lines of the file: what comes after them was cut off in the middle."""
    found = Progress(complete=complete)
    if not path.exists():
        return found
    last = b""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                found.size, found.rows, last = found.size + len(line), found.rows + 1, line
    found.cursor = last.decode().partition(",")[0]
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The kernel forgets the lock when the process ends, however it ends."""
    with _writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = folder.with_suffix(".lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PennydropError(f"another run is asking the same; it holds {lock.name}") from None
        yield


def _begin(folder: Path, question: Question) -> None:
    with _writing(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        _write(folder / QUESTION, {name: _plain(value) for name, value in vars(question).items()})


def _left(folder: Path, now: datetime) -> Question | None:
    """The question of the run that was interrupted here, if that was lately."""
    try:
        saved = json.loads((folder / QUESTION).read_text())
        found = Question(
            **{name: datetime.fromtimestamp(saved[name], UTC) for name in ("since", "until", "now")},
            grace=timedelta(seconds=saved["grace"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if now - found.now < STALE else None


def _plain(value: datetime | timedelta) -> float:
    return value.timestamp() if isinstance(value, datetime) else value.total_seconds()


def _write(path: Path, value: object) -> None:
    """In one piece, or not at all."""
    half = path.with_suffix(".half")
    half.write_text(json.dumps(value))
    half.replace(path)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArtifactsUnwritable(
            f"cannot write {folder} ({error.strerror}): free some space, or set PENNYDROP_STATE_DIR"
        ) from error

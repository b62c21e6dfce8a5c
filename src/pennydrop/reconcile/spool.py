"""What was read so far, on disk: an interrupted run goes on with the next page, and memory holds one page at a time."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
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
    """How far a file has come: ``size`` in bytes, and the ``cursor`` that the next page begins after."""

    size: int = 0
    rows: int = 0
    cursor: str = ""
    complete: bool = False


@dataclass
class Spool:
    """One CSV file for each list and table in ``folder``, each with its progress beside it."""

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
            saved = self.folder / f"{name}.json"
            self._progress[name] = Progress(**json.loads(saved.read_text())) if saved.exists() else Progress()
        return self._progress[name]

    def path(self, name: str) -> Path:
        """The CSV file of this name; it has no heading."""
        return self.folder / f"{name}.csv"

    @contextmanager
    def appending(self, name: str) -> Iterator[Page]:
        """Write on where the last complete page ended; what came after it is cut off."""
        progress = self.progress(name)
        with _writing(self.folder), self.path(name).open("a", newline="", encoding="utf-8") as file:
            file.truncate(progress.size)
            yield Page(file, progress, self.folder / f"{name}.json")

    def remove(self) -> None:
        """Everything is read and compared: nothing is left to go on with."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Page:
    """Where rows go. ``save`` makes them count."""

    file: TextIO
    progress: Progress
    saved_as: Path

    def write(self, rows: Iterable[Sequence[Any]]) -> int:
        """Append rows; how many they were."""
        before = self.progress.rows
        csv.writer(self.file).writerows(self._counted(rows))
        return self.progress.rows - before

    def save(self, cursor: str = "", *, complete: bool = False) -> None:
        """From here an interrupted run goes on."""
        self.file.flush()
        self.progress.size = os.fstat(self.file.fileno()).st_size
        self.progress.cursor, self.progress.complete = cursor, complete
        _write(self.saved_as, asdict(self.progress))

    def _counted(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.progress.rows += 1
            yield row


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

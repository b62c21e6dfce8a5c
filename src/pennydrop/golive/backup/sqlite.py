"""SQLite: its online backup, a copy as restore, and its rows at one moment or, without WAL, about that moment."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from pennydrop.errors import BackupFailed, DatabaseUnreachable, LedgerMismatch
from pennydrop.golive.backup.scratch import Stopwatch
from pennydrop.golive.backup.states import Digests, Shape, State, Tally, checksum, quoted

LOCK_WAIT = 20  # seconds
HEADER = b"SQLite format 3\0"
FULL = " Set TMPDIR to a folder with room for two copies of the database"
HINTS = {"full": FULL, "locked": " Some program keeps a transaction open: end whoever holds it"}


class SqliteState:
    """One moment, kept by a read transaction if ``held``, else in memory: the rows as they are first asked for.

    Without WAL, an open transaction would stop the site's commits for as long.
    """

    def __init__(self, connection: sqlite3.Connection, *, held: bool) -> None:
        self.connection, self.held = connection, held
        if held:
            connection.execute("BEGIN")
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = frozenset(name for (name,) in found if not name.startswith("sqlite_"))
        self._tallies: dict[Shape, Tally] = {}
        self._kept: dict[Shape, Digests] = {}

    def tables(self) -> frozenset[str]:
        return self._tables

    def shape(self, table: str) -> Shape:
        if table not in self._tables:
            raise LedgerMismatch(f"the database has no table {table}")
        return _shape(self.connection, table)

    def tally(self, shape: Shape) -> Tally:
        if shape not in self._tallies:
            rows = _digests(self.connection, shape) if self.held else self.digests(shape).items()
            count = total = 0
            for _key, digest in rows:
                count, total = count + 1, total + int(digest, 16)
            self._tallies[shape] = Tally(count, checksum(total))
        return self._tallies[shape]

    def digests(self, shape: Shape) -> Digests:
        if self.held:
            return dict(_digests(self.connection, shape))
        if shape not in self._kept:
            self._kept[shape] = dict(_digests(self.connection, shape))
        return self._kept[shape]


class Sqlite:
    """The site's database file."""

    def __init__(self, url: URL, deadline: float) -> None:
        self._path = Path(url.database or "").absolute()
        self._deadline = deadline

    @contextmanager
    def now(self) -> Iterator[State]:
        """The site's rows at this moment."""
        if not self._path.is_file():
            raise DatabaseUnreachable(
                f"there is no database file {self._path}; PENNYDROP_DATABASE_URL names the site's"
            )
        with _reading(self._path) as connection:
            (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
            yield SqliteState(connection, held=journal == "wal")

    def back_up(self, file: Path, moment: State) -> bool:
        """Copy the database while the site writes: at ``moment`` if a transaction keeps that, else at one since."""
        if not isinstance(moment, SqliteState):
            raise TypeError(f"{type(moment).__name__} is no moment of SQLite")
        clock = Stopwatch()

        def in_time(*_progress: int) -> None:
            if clock() > self._deadline:
                raise BackupFailed(
                    f"{self._path} stayed locked for {self._deadline:g} s: end whoever holds it, then run again"
                )

        # All pages in one go: between two goes the site would write, and the copy would have to begin anew.
        with _explaining(file), closing(sqlite3.connect(file)) as target:
            moment.connection.backup(target, progress=in_time)
        return moment.held

    @property
    def way(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}'s online backup"

    def sweep(self) -> list[str]:
        """There is nothing of ours outside of the scratch folder."""
        return []

    @contextmanager
    def scratch(self, folder: Path) -> Iterator[URL]:
        """Where to restore: a file that does not exist yet."""
        yield URL.create("sqlite", database=str(folder / "restored.sqlite3"))

    def environment(self, _scratch: URL) -> dict[str, str]:
        return {}

    def restore(self, file: Path, scratch: URL) -> str:
        """Put the copy in its place, and have SQLite look through all of it; how that was done."""
        with file.open("rb") as opened:
            if opened.read(len(HEADER)) != HEADER:
                raise BackupFailed(
                    f"what was written ({file.stat().st_size} bytes) is no SQLite database:"
                    " set PENNYDROP_GOLIVE__RESTORE_COMMAND to what restores {file} into {database}"
                )
        restored = Path(scratch.database or "")
        try:
            shutil.copyfile(file, restored)
        except OSError as trouble:
            raise BackupFailed(f"{restored} cannot be written ({trouble.strerror}).{FULL}") from None
        with _reading(restored) as connection:
            said = [line for (line,) in connection.execute("PRAGMA integrity_check(3)")]
        if said != ["ok"]:
            raise BackupFailed(f"the backup is damaged: {'; '.join(said)}. Make another one, and look after the disk")
        return "a copy, found whole by PRAGMA integrity_check"

    @contextmanager
    def restored(self, scratch: URL) -> Iterator[State]:
        """What stands in the scratch database."""
        with _reading(Path(scratch.database or "")) as connection:
            yield SqliteState(connection, held=True)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with _explaining(path), closing(_connect(path)) as opened:
        # What is no UTF-8 has to be compared as well.
        opened.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
        opened.execute("PRAGMA query_only = ON")
        yield opened


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT, isolation_level=None)


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as trouble:
        hints = [hint for word, hint in HINTS.items() if word in str(trouble)]
        raise BackupFailed(f"SQLite says of {path}: {trouble}.{''.join(hints)}") from None


def _shape(connection: sqlite3.Connection, table: str) -> Shape:
    found = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    columns = tuple(sorted(row[1] for row in found))
    key = tuple(row[1] for row in sorted(found, key=lambda row: int(row[5])) if row[5])
    return Shape(table, columns, key)


def _digests(connection: sqlite3.Connection, shape: Shape) -> Iterator[tuple[str, str]]:
    columns = ", ".join(map(quoted, (*shape.key, *shape.columns)))
    keys, twins = len(shape.key), Counter[str]()
    for row in connection.execute(f"SELECT {columns} FROM {quoted(shape.table)}"):  # noqa: S608 - quoted names
        digest = hashlib.blake2b(repr(row[keys:]).encode(), digest_size=16).hexdigest()
        if keys:
            yield ", ".join(map(str, row[:keys])), digest
        else:  # rows without a key are told apart by their contents, and equal ones are counted
            twins[digest] += 1
            yield f"{digest}#{twins[digest]}", digest

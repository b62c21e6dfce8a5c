"""The caught mails, in an SQLite database in memory. Mailpit uses SQLite too, so LIKE finds the same mails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

_TABLES = """
CREATE TABLE mail (
    id TEXT PRIMARY KEY, message_id TEXT, created INTEGER, username TEXT, subject TEXT,
    from_address TEXT, to_addresses TEXT, cc_addresses TEXT, bcc_addresses TEXT, reply_to_addresses TEXT,
    size INTEGER, attachments INTEGER, inlines INTEGER, snippet TEXT, search_text TEXT, raw BLOB,
    read INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mail_by_age ON mail (created);
CREATE TABLE tag (
    mail TEXT NOT NULL REFERENCES mail (id) ON DELETE CASCADE, name TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (mail, name)
);
"""


@dataclass(frozen=True)
class Condition:
    """Part of a WHERE clause. The SQL is this program's own; what a client sent is in ``values`` only."""

    sql: str = "1"
    values: tuple[str | int, ...] = ()

    @classmethod
    def ids(cls, ids: Sequence[str]) -> Condition:
        return cls(f"mail.id IN ({', '.join('?' * len(ids))})", tuple(ids))

    @classmethod
    def all_of(cls, conditions: Iterable[Condition]) -> Condition:
        """The conditions joined by AND; without any, everything."""
        given = list(conditions)
        if not given:
            return EVERYTHING
        return cls(" AND ".join(f"({it.sql})" for it in given), tuple(value for it in given for value in it.values))


EVERYTHING = Condition()


@dataclass(frozen=True)
class StoredMail:
    """One row, without the source. ``created`` in milliseconds since 1970; addresses as JSON, empty for none."""

    id: str
    message_id: str
    created: int
    username: str
    subject: str
    from_address: str
    to_addresses: str
    cc_addresses: str
    bcc_addresses: str
    reply_to_addresses: str
    size: int
    attachments: int
    inlines: int
    snippet: str


_COLUMNS = [field.name for field in fields(StoredMail)]
_STORED = [*_COLUMNS, "search_text", "raw"]
# S608 here and below: every piece of this SQL is this program's own, the values are bound.
_INSERT = f"INSERT INTO mail ({', '.join(_STORED)}) VALUES ({', '.join('?' * len(_STORED))})"  # noqa: S608
_SELECT = f"SELECT {', '.join(_COLUMNS)}, read FROM mail"  # noqa: S608


class Store:
    """All mails of this run. To be used from one thread. ``deleted`` counts those that are gone."""

    def __init__(self) -> None:
        self.deleted = 0
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("PRAGMA foreign_keys = ON")

    def add(self, mail: StoredMail, search_text: str, raw: bytes, tags: Iterable[str]) -> None:
        self._run(_INSERT, *astuple(mail), search_text, raw)
        self._tag(mail.id, tags)

    def page(self, where: Condition = EVERYTHING, start: int = 0, limit: int = -1) -> list[tuple[StoredMail, bool]]:
        """Newest first, each with whether it was read; ``limit`` -1 means all."""
        newest_first = f"{_SELECT} WHERE {where.sql} ORDER BY created DESC, rowid DESC LIMIT ? OFFSET ?"
        return [(StoredMail(*row[:-1]), bool(row[-1])) for row in self._run(newest_first, *where.values, limit, start)]

    def count(self, where: Condition = EVERYTHING) -> tuple[int, int]:
        """How many, and how many of them are unread."""
        counting = "SELECT count(*), count(*) - coalesce(sum(read), 0) FROM mail WHERE "
        total, unread = self._run(counting + where.sql, *where.values).fetchone()
        return total, unread

    def newest(self, where: Condition = EVERYTHING) -> StoredMail | None:
        return next((mail for mail, _ in self.page(where, limit=1)), None)

    def raw(self, mail_id: str) -> bytes:
        """The stored source of a mail that exists."""
        source: bytes = self._run("SELECT raw FROM mail WHERE id = ?", mail_id).fetchone()[0]
        return source

    def mark(self, where: Condition, read: bool) -> None:
        self._run(f"UPDATE mail SET read = ? WHERE {where.sql}", int(read), *where.values)  # noqa: S608

    def delete(self, where: Condition) -> None:
        gone = self._run(f"DELETE FROM mail WHERE {where.sql}", *where.values)  # noqa: S608
        self.deleted += gone.rowcount

    def tags(self, mail_id: str) -> list[str]:
        return self._names("SELECT name FROM tag WHERE mail = ? ORDER BY name", mail_id)

    def all_tags(self) -> list[str]:
        return self._names("SELECT DISTINCT name FROM tag ORDER BY name")

    def tag_counts(self) -> dict[str, int]:
        return dict(self._run("SELECT min(name), count(*) FROM tag GROUP BY name ORDER BY name").fetchall())

    def replace_tags(self, ids: Iterable[str], tags: Sequence[str]) -> None:
        for mail_id in ids:
            self._run("DELETE FROM tag WHERE mail = ?", mail_id)
            self._tag(mail_id, tags)

    def _tag(self, mail_id: str, tags: Iterable[str]) -> None:
        for name in tags:
            # The first spelling of a tag counts for all mails. Unknown ids are passed over.
            self._run(
                "INSERT OR IGNORE INTO tag SELECT id, coalesce((SELECT name FROM tag WHERE name = ?), ?)"
                " FROM mail WHERE id = ?",
                *(name, name, mail_id),
            )

    def _names(self, sql: str, *values: str) -> list[str]:
        return [name for (name,) in self._run(sql, *values)]

    def _run(self, sql: str, *values: str | int | bytes) -> sqlite3.Cursor:
        return self._database.execute(sql, values)

"""A connection that only reads: refused before it is sent, and by the database itself."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine, event

from pennydrop.errors import LiveDatabaseRefused

_READING = ("SELECT", "WITH", "SHOW", "EXPLAIN", "DESCRIBE", "PRAGMA", "VALUES")
_COMMENT = re.compile(r"\s*(?:--[^\n]*\n|/\*.*?\*/|\()\s*", re.DOTALL)
# What begins like a look and is none: several statements, a change inside a query, rows locked for one, a setting, a
# plan that is carried out, a result made a table.
_NOT_READING = re.compile(
    r";\s*\S|\(\s*(?:INSERT|UPDATE|DELETE|MERGE)\b|\bFOR\s+(?:NO\s+KEY\s+)?(?:UPDATE|(?:KEY\s+)?SHARE)\b|\bset_config\s*\(|\bINTO\s+(?:OUTFILE|DUMPFILE|TEMP|TABLE|UNLOGGED)?\s*\w|\bANALYZE\b|^PRAGMA\s[^(]*=|"
    r"^PRAGMA\s+(?:query_only|writable_schema|journal_mode|wal_checkpoint)\b",
    re.IGNORECASE,
)


def only_reading(engine: Engine) -> Engine:
    """The same engine, whose statements can only look; ``LiveDatabaseRefused`` for any other."""
    event.listen(engine, "before_cursor_execute", _refuse_writing)
    if engine.dialect.name in _LOCKS:
        event.listen(engine, "connect", _LOCKS[engine.dialect.name])
    return engine


def _refuse_writing(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> None:
    text = statement
    while found := _COMMENT.match(text):
        text = text[found.end() :]
    text = text.strip()
    word = text.partition(" ")[0].partition("\n")[0].upper()
    if word not in _READING or _NOT_READING.search(_without_texts(text)):
        raise LiveDatabaseRefused(
            f"{word or 'nothing'} ... was not sent: this connection only reads. A live site's database is never"
            " written to; elsewhere a Given writes with ledger.writing()"
        )


def _without_texts(statement: str) -> str:
    """Without what stands in quotation marks, where words mean nothing."""
    return re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`", "''", statement)


def _lock_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _lock_postgresql(connection: Any, _record: object) -> None:
    connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    connection.commit()


def _lock_mysql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION TRANSACTION READ ONLY")


_LOCKS = {"sqlite": _lock_sqlite, "postgresql": _lock_postgresql, "mysql": _lock_mysql, "mariadb": _lock_mysql}

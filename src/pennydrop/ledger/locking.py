"""Keeping the site waiting for its database, as a backup or a long report does."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table

from pennydrop.errors import LedgerMismatch


def lock(connection: Connection, tables: Iterable[Table]) -> None:
    """Let nobody else write to ``tables`` until the transaction of ``connection`` ends; reading goes on.

    SQLite knows one lock only, which the transaction holds from its beginning.
    """
    kind = connection.dialect.name
    if kind == "postgresql":
        quoted = connection.dialect.identifier_preparer.format_table
        for table in tables:
            connection.exec_driver_sql(f"LOCK TABLE {quoted(table)} IN EXCLUSIVE MODE")
    elif kind != "sqlite":
        raise LedgerMismatch(f"the ledger can lock tables of SQLite and PostgreSQL, not of {kind}")

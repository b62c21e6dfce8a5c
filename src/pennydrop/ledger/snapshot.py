"""A whole table at one moment: many rows, read one after the other while the site goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.engine import URL

from pennydrop.ledger.engine import snapshot_engine
from pennydrop.ledger.trouble import explaining

ROWS_AT_A_TIME = 5000


class Snapshot:
    """The database as it was when the snapshot was taken. It is read only, and only with the memory of a few rows."""

    def __init__(self, connection: Connection, url: URL) -> None:
        self._connection, self._url = connection, url

    def rows(self, statement: Select[Any]) -> Iterator[Any]:
        """The rows of ``statement``, by a cursor of the server where there is one."""
        with explaining(self._url):
            yield from self._connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(statement)


@contextmanager
def snapshot(url: URL) -> Iterator[Snapshot]:
    """One read-only transaction in which every statement sees the same state. SQLite: without WAL the site cannot
    commit meanwhile, so be quick."""
    engine = snapshot_engine(url)
    try:
        with explaining(url):
            connection = engine.connect()
        with connection:
            yield Snapshot(connection, url)
    finally:
        engine.dispose()

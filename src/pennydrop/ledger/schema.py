"""The tables of the site, reflected one by one when they are first named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import NoSuchTableError

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.reflection import reflect
from pennydrop.ledger.rows import nearest, no_such_column
from pennydrop.ledger.trouble import explaining


class Schema:
    """Reflected tables, cached. ``LedgerMismatch`` for unknown names."""

    def __init__(self, engine: Engine, url: URL) -> None:
        self._engine, self._url = engine, url
        self._metadata = MetaData()

    def table(self, name: str) -> Table:
        """The table. An unknown name is answered with similar ones."""
        known = self._metadata.tables.get(name)
        return known if known is not None else self._reflect(name)

    def column(self, table: Table, name: str) -> Column[Any]:
        """The column. An unknown name is answered with similar ones."""
        column = table.columns.get(name)
        if column is None:
            raise LedgerMismatch(no_such_column(table.name, name, dict(table.columns)))
        return column

    def require(self, needed: Mapping[str, Iterable[str]]) -> None:
        """Make sure that these columns of these tables exist; one ``LedgerMismatch`` names all that do not."""
        problems: list[str] = []
        for name, columns in needed.items():
            try:
                table = self.table(name)
            except LedgerMismatch as mismatch:
                problems.append(str(mismatch))
                continue
            missing = [column for column in columns if column not in table.columns]
            problems += [no_such_column(name, column, dict(table.columns)) for column in missing]
        if problems:
            raise LedgerMismatch("; ".join(problems))

    def _reflect(self, name: str) -> Table:
        with explaining(self._url, name), self._engine.connect() as connection:
            try:
                return reflect(connection, name, self._metadata)
            except NoSuchTableError:
                tables = inspect(connection).get_table_names()
                empty = "; it has no tables at all: run the site's migrations first" if not tables else ""
                raise LedgerMismatch(
                    f"the site's database has no table {name!r}{nearest(name, tables) or empty}"
                ) from None

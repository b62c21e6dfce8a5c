"""The tables of the site, reflected one by one when they are first named, under the names the suite has for them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Engine, MetaData, Table, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import NoSuchTableError, SAWarning

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.names import Names
from pennydrop.ledger.reflection import our_name, reflect
from pennydrop.ledger.rows import nearest, no_such_column
from pennydrop.ledger.trouble import explaining


class Schema:
    """Reflected tables, cached. ``LedgerMismatch`` for unknown names."""

    def __init__(self, engine: Engine, url: URL, names: Names) -> None:
        self._engine, self._url, self._names = engine, url, names
        self._metadata = MetaData()
        self._everything: list[Table] | None = None

    def has_table(self, name: str) -> bool:
        """Whether the database has the table."""
        with explaining(self._url, name), self._engine.connect() as connection:
            return inspect(connection).has_table(self._names.of_table(name))

    def table(self, name: str) -> Table:
        """The table. An unknown name is answered with similar ones."""
        known = self._metadata.tables.get(self._names.of_table(name))
        return known if known is not None else self._reflect(name)

    def tables(self) -> list[Table]:
        """All tables of the database, by the suite's names. The first call reads the whole catalogue."""
        if self._everything is None:
            with explaining(self._url), self._engine.connect() as connection:
                names = sorted(inspect(connection).get_table_names())
            with warnings.catch_warnings():
                # A column of a type nobody has heard of is no reason to fail where nobody asked for it.
                warnings.filterwarnings("ignore", "Did not recognize type", SAWarning)
                self._everything = [self.table(self._names.our_table(name)) for name in names]
        return self._everything

    def column(self, table: Table, name: str) -> Column[Any]:
        """The column. An unknown name is answered with similar ones."""
        column = table.columns.get(name)
        if column is None:
            raise LedgerMismatch(self._no_such_column(table, name))
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
            problems += [self._no_such_column(table, column) for column in missing]
        if problems:
            raise LedgerMismatch("; ".join(problems))

    def _no_such_column(self, table: Table, column: str) -> str:
        ours = our_name(table)
        said = no_such_column(ours, self._names.columns.get(f"{ours}.{column}", column), dict(table.columns))
        return f"{said}. If the site calls it otherwise: PENNYDROP_COLUMN_NAMES={ours}.{column}=its_name"

    def _reflect(self, name: str) -> Table:
        with explaining(self._url, name), self._engine.connect() as connection:
            try:
                return reflect(connection, name, self._metadata, self._names)
            except NoSuchTableError:
                tables = inspect(connection).get_table_names()
                empty = "; it has no tables at all: run the site's migrations first" if not tables else ""
                theirs = self._names.of_table(name)
                raise LedgerMismatch(
                    f"the site's database has no table {theirs!r}{nearest(theirs, tables) or empty}{_table_hint(name)}"
                ) from None


def _table_hint(name: str) -> str:
    return f". If the site calls it otherwise: PENNYDROP_TABLE_NAMES={name}=its_name"

"""The tables of the site, reflected one by one when they are first named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Engine, Inspector, MetaData, Table, UniqueConstraint, event, inspect
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.exc import NoSuchTableError

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.rows import nearest, no_such_column
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.types import JSON_CHECK, dressed


class Schema:
    """Reflected tables that store what the site would store, cached. ``LedgerMismatch`` for unknown names."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._metadata = MetaData()
        event.listen(self._metadata, "column_reflect", _dress)

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
        with explaining(self._engine.url, name), self._engine.connect() as connection:
            inspector = inspect(connection)
            try:
                # Parents are reflected when somebody names them, not before.
                table = Table(name, self._metadata, autoload_with=connection, resolve_fks=False)
            except NoSuchTableError:
                tables = inspector.get_table_names()
                empty = "; it has no tables at all: run the site's migrations first" if not tables else ""
                raise LedgerMismatch(
                    f"the site's database has no table {name!r}{nearest(name, tables) or empty}"
                ) from None
            table.info["unique"] = _unique_columns(inspector, table)
        return table


def unique_columns(table: Table) -> frozenset[str]:
    """The columns that alone must be unique in ``table``; ``Column.unique`` is never set by reflection."""
    found: frozenset[str] = table.info["unique"]
    return found


def _unique_columns(inspector: Inspector, table: Table) -> frozenset[str]:
    rules = [[column.name for column in index.columns] for index in table.indexes if index.unique]
    rules += [
        [column.name for column in rule.columns] for rule in table.constraints if isinstance(rule, UniqueConstraint)
    ]
    if inspector.dialect.name == "sqlite":
        # Django's inline UNIQUE is kept only in automatic indexes, which reflection leaves out.
        automatic = inspector.get_indexes(table.name, include_auto_indexes=True)
        rules += [[str(name) for name in index["column_names"]] for index in automatic if index["unique"]]
    return frozenset(columns[0] for columns in rules if len(columns) == 1)


def _dress(inspector: Inspector, table: Table, column: ReflectedColumn) -> None:
    is_json = inspector.dialect.name != "postgresql" and column["name"] in _json_columns(inspector, table.name)
    column["type"] = dressed(column["type"], inspector.dialect, is_json=is_json)


def _json_columns(inspector: Inspector, table: str) -> set[str]:
    checks = inspector.get_check_constraints(table)  # cached by the inspector
    return {column for check in checks for column in JSON_CHECK.findall(check["sqltext"])}

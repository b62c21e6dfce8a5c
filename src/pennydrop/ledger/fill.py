"""What a row needs beyond the columns a Given names: the other NOT NULL columns, filled by type.

A Given names what matters to its scenario. A real site has many more columns, and Django keeps their defaults in
Python, where nobody outside the site can see them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Table

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.reflection import unique_columns
from pennydrop.ledger.types import python_type

# Application defaults by table and column; a callable is asked anew for every row.
Defaults = Mapping[str, Mapping[str, Any]]

NEUTRAL: dict[type | None, Callable[[], Any]] = {
    uuid.UUID: uuid.uuid4,
    bool: bool,
    datetime: lambda: datetime.now(UTC),
    date: lambda: datetime.now(UTC).date(),
    time: lambda: time(12),
    timedelta: timedelta,
    dict: dict,
    list: list,
    Decimal: Decimal,
    float: float,
    int: int,
    str: str,
    bytes: bytes,
}


def filled(table: Table, given: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` completed: by ``defaults`` for columns the table has, then by type for what must not be NULL."""
    _refuse_numbers(table, given)
    chosen = {name: _ask(value) for name, value in defaults.items() if name in table.columns} | dict(given)
    open_columns = [column for column in table.columns if column.key not in chosen and _must_be_filled(column)]
    _refuse_open_references(open_columns)
    return chosen | {column.key: _neutral(column) for column in open_columns}


def _refuse_numbers(table: Table, given: Mapping[str, Any]) -> None:
    key = table.autoincrement_column
    if key is not None and key.key in given:
        # PostgreSQL's sequence does not follow: the site's own next rows would meet a duplicate key.
        raise LedgerMismatch(f"{key} is numbered by the database: leave it out and use the row that put() returns")


def _must_be_filled(column: Column[Any]) -> bool:
    generated = column.server_default is not None or column is column.table.autoincrement_column
    return not (column.nullable or generated)


def _refuse_open_references(columns: Collection[Column[Any]]) -> None:
    references = [f"{key.parent} points to {key.target_fullname}" for column in columns for key in column.foreign_keys]
    if references:
        raise LedgerMismatch(f"{' and '.join(references)}: must be given")


def _neutral(column: Column[Any]) -> Any:
    kind = python_type(column)
    if kind not in NEUTRAL:
        raise LedgerMismatch(f"{column} is of type {column.type!r}, which cannot be filled by itself: must be given")
    if kind is str and (column.name in unique_columns(column.table) or column.name == "slug"):
        # An empty slug breaks every public page that links to the row, in all later scenarios.
        return _token(getattr(column.type, "length", None))
    if kind is int and column.name in unique_columns(column.table):
        return uuid.uuid4().int % 2**31
    return NEUTRAL[kind]()


def _token(length: int | None) -> str:
    """A random word of hex digits, no longer than ``length``; fit for a slug."""
    return uuid.uuid4().hex[:length]


def _ask(default: Any) -> Any:
    return default() if callable(default) else default

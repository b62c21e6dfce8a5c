"""Conditions and selects, shared by those who read and those who write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, or_, select
from sqlalchemy.engine import URL

from pennydrop.ledger.reflection import our_name
from pennydrop.ledger.rows import Row
from pennydrop.ledger.schema import Schema
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.values import stored

# column = value; a list, tuple or set means "one of them"; None means NULL.
Where = Mapping[str, Any]


def conditions(schema: Schema, table: Table, where: Where) -> list[ColumnElement[bool]]:
    """One SQL condition per entry of ``where``."""
    return [_condition(schema, table, name, value) for name, value in where.items()]


def matching(schema: Schema, table: Table, where: Where) -> Select[Any]:
    """Select the rows that satisfy all of ``where``, in the order of the primary key."""
    return select(table).where(*conditions(schema, table, where)).order_by(*table.primary_key.columns)


def nearly_matching(schema: Schema, table: Table, where: Where, limit: int) -> Select[Any]:
    """Select up to ``limit`` rows that satisfy at least one of ``where``: what a failed look may have meant."""
    return select(table).where(or_(*conditions(schema, table, where))).limit(limit)


def fetch(connection: Connection, url: URL, table: Table, statement: Select[Any]) -> list[Row]:
    """Run ``statement`` and return its rows of ``table``."""
    with explaining(url, table.name):
        return [row_of(table, found) for found in connection.execute(statement).mappings()]


def row_of(table: Table, found: RowMapping) -> Row:
    """What was ``found`` in ``table``, under the names the suite has for its columns."""
    return Row(our_name(table), {column.key: found[column] for column in table.columns})


def in_words(where: Where) -> str:
    """``status='pending', student_id=5``"""
    return ", ".join(f"{name}={value!r}" for name, value in where.items())


def _condition(schema: Schema, table: Table, name: str, value: Any) -> ColumnElement[bool]:
    column = schema.column(table, name)
    if isinstance(value, list | tuple | set | frozenset):
        return column.in_([stored(column, one) for one in value])
    return column.is_(None) if value is None else column == stored(column, value)

"""Finding the reference that points nowhere.

Django declares foreign keys as deferred: the database complains at COMMIT, far from the faulty insert, and SQLite does
not even say which table it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from pennydrop.ledger.names import Names
from pennydrop.ledger.reflection import names_of, our_name
from pennydrop.ledger.rows import Row
from pennydrop.ledger.schema import Schema


@dataclass(frozen=True)
class Reference:
    """``table.column`` holds ``value``, the key of a row of ``parent``."""

    table: str
    column: str
    value: Any
    parent: str
    key: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} points to {self.parent}.{self.key} {self.value}, which does not exist"


def references(table: Table, columns: Mapping[str, Any]) -> list[Reference]:
    """The references among ``columns`` (name to value) of a row of ``table``."""
    return [
        Reference(our_name(table), name, value, *_target(key.target_fullname, names_of(table)))
        for name, value in columns.items()
        if value is not None
        for key in table.columns[name].foreign_keys
    ]


def _target(theirs: str, names: Names) -> tuple[str, str]:
    table, _, column = theirs.rpartition(".")
    ours = names.our_table(table)
    return ours, names.our_column(ours, column)


def dangling(
    connection: Connection, schema: Schema, made: Iterable[Reference], written: Iterable[Row]
) -> list[Reference]:
    """Those of ``made`` that point neither to a row the connection sees nor to one of the ``written`` rows."""
    keys = {(row.table_name, name, str(value)) for row in written for name, value in row.items()}
    return [
        reference
        for reference in made
        if (reference.parent, reference.key, str(reference.value)) not in keys
        and not _exists(connection, schema, reference)
    ]


def _exists(connection: Connection, schema: Schema, reference: Reference) -> bool:
    parent = schema.table(reference.parent)
    key = schema.column(parent, reference.key)
    return connection.execute(select(key).where(key == reference.value).limit(1)).first() is not None

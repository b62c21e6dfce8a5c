"""Writing Givens into the site's database: name the columns that matter, the rest is filled."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, insert, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.fill import Defaults, filled
from pennydrop.ledger.foreign_keys import Reference, references
from pennydrop.ledger.query import Where, conditions, fetch, in_words, matching, row_of
from pennydrop.ledger.rows import Row
from pennydrop.ledger.schema import Schema
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.values import stored


class Book:
    """The rows of one short transaction: what ``ledger.writing()`` hands out.

    ``LedgerMismatch`` names table and column of whatever the database does not have or does not take.
    """

    def __init__(self, connection: Connection, url: URL, schema: Schema, defaults: Defaults) -> None:
        self._connection, self._url, self._schema, self._defaults = connection, url, schema, defaults
        self.written: list[Row] = []
        self.references: list[Reference] = []

    def put(self, table: str, /, **columns: Any) -> Row:
        """Insert one row and return all of it, generated keys included.

        Columns nobody named take the registered default, else a neutral value of their type; a foreign key that must
        not be NULL has to be given.
        """
        known = self._schema.table(table)
        for name in columns:  # a misspelt column first, before what is missing because of it
            self._schema.column(known, name)
        values = filled(known, columns, self._defaults.get(table, {}))
        row = self._insert(known, self._stored(known, values))
        self.written.append(row)
        return row

    def change(self, table: str, /, where: Where, **columns: Any) -> int:
        """Update the rows that satisfy ``where``; how many they were. ``LedgerMismatch`` if there are none."""
        known = self._schema.table(table)
        values = self._stored(known, columns)
        self.references += references(known, values)
        statement = update(known).where(*conditions(self._schema, known, where)).values(**values)
        with explaining(self._url, table):
            changed = self._connection.execute(statement).rowcount
        if not changed:
            raise LedgerMismatch(f"{table} has no row with {in_words(where)}: nothing was changed")
        return changed

    def find(self, table: str, /, **where: Any) -> Row | None:
        """The first row that satisfies ``where``, or ``None``."""
        known = self._schema.table(table)
        found = fetch(self._connection, self._url, known, matching(self._schema, known, where).limit(1))
        return found[0] if found else None

    def find_or_put(self, table: str, /, where: Where, **columns: Any) -> Row:
        """The row that satisfies ``where``, made with the further ``columns`` if there is none: for shared rows."""
        found = self.find(table, **where)
        if found is not None:
            return found
        try:
            with self._connection.begin_nested():
                return self.put(table, **{**where, **columns})
        except LedgerMismatch as refused:
            found = self.find(table, **where)  # another worker may have made it a moment ago
            if found is None or not isinstance(refused.__cause__, IntegrityError):
                raise
            return found

    def remove(self, table: str, /, **where: Any) -> int:
        """Delete the rows that satisfy ``where`` and return how many they were; an empty ``where`` is refused."""
        if not where:
            raise LedgerMismatch(f"{table}: name at least one column, or every row would be deleted")
        known = self._schema.table(table)
        with explaining(self._url, table):
            return self._connection.execute(delete(known).where(*conditions(self._schema, known, where))).rowcount

    def _stored(self, table: Table, columns: Where) -> dict[str, Any]:
        return {name: stored(self._schema.column(table, name), value) for name, value in columns.items()}

    def _insert(self, table: Table, values: dict[str, Any]) -> Row:
        self.references += references(table, values)
        statement = insert(table).values(**values)
        with explaining(self._url, table.name):
            if self._connection.dialect.insert_returning:
                found = self._connection.execute(statement.returning(*table.columns)).mappings().one()
                return row_of(table, found)
            key = self._connection.execute(statement).inserted_primary_key or ()
        names = [column.key for column in table.primary_key.columns]
        return fetch(
            self._connection, self._url, table, matching(self._schema, table, dict(zip(names, key, strict=True)))
        )[0]

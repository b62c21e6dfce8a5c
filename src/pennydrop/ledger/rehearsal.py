"""Trying all Givens on the site's database at start-up, and taking everything back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger.foreign_keys import dangling
from pennydrop.ledger.schema import Schema
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.writer import Book

Given = Callable[[Book], object]


def rehearse(connection: Connection, schema: Schema, book: Book, givens: Iterable[Given]) -> list[str]:
    """Run ``givens`` in the open transaction; one sentence per Given the database does not take."""
    return [problem for given in givens for problem in _problems(connection, schema, book, given)]


def _problems(connection: Connection, schema: Schema, book: Book, given: Given) -> list[str]:
    name = getattr(given, "__name__", repr(given))
    before = len(book.references)
    savepoint = connection.begin_nested()
    try:
        given(book)
        lost = dangling(connection, schema, book.references[before:], ())
        if not lost:
            _let_the_database_check(connection)
    except LedgerMismatch as mismatch:
        savepoint.rollback()
        return [f"{name}: {mismatch}"]
    savepoint.commit()
    return [f"{name}: {reference}" for reference in lost]


def _let_the_database_check(connection: Connection) -> None:
    """Deferred constraints now instead of at a COMMIT that will not come. Only PostgreSQL can be asked."""
    if connection.dialect.name == "postgresql":
        with explaining(connection.engine.url, "a deferred constraint"):
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))

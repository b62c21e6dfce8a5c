"""The database of a live site is only read, whoever asks and however it is spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from fixtures.rehearsal import rehearse
from pennydrop.errors import LedgerMismatch, LiveDatabaseRefused
from pennydrop.ledger import Book, Ledger
from pennydrop.settings import Settings, load_settings
from tests.ledger.conftest import _connect as _connect
from tests.ledger.conftest import _postgresql_shop as _postgresql_shop
from tests.ledger.conftest import database as database
from tests.ledger.conftest import postgresql_database as postgresql_database
from tests.ledger.conftest import sqlite_database as sqlite_database

USER = {"username": "ada@example.com", "email": "ada@example.com"}
GIVENS: dict[str, Callable[[Ledger], object]] = {
    "put": lambda ledger: ledger.put("auth_user", **USER),
    "change": lambda ledger: ledger.change("auth_user", {"username": "before"}, username="after"),
    "writing": lambda ledger: ledger.writing().__enter__(),
    "locked": lambda ledger: ledger.locked("auth_user").__enter__(),
    "a rehearsal": lambda ledger: ledger.check([lambda book: book.put("auth_user", **USER)]),
    "its connection for writing": lambda ledger: _past_the_book(ledger),
}
UPDATE = "UPDATE auth_user SET username = 'after'"
RAW = {
    "an update": UPDATE,
    "rows locked": "SELECT id FROM auth_user FOR UPDATE",
    "a deletion": "DELETE FROM auth_user",
    "small letters behind blanks": "\n\t  update auth_user set username = 'after'",
    "behind a comment": "/* SELECT */ -- SELECT\n DELETE FROM auth_user",
    "two statements": f"SELECT 1; {UPDATE}",
    "behind a query": "WITH gone AS (DELETE FROM auth_user RETURNING id) SELECT id FROM gone",
    "a plan that is carried out": "EXPLAIN ANALYZE DELETE FROM auth_user",
    "a new table": "CREATE TABLE mine AS SELECT * FROM auth_user",
    "a result made a table": "SELECT * INTO mine FROM auth_user",
    "no table any more": "DROP TABLE auth_user",
    "a setting": "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "a setting by a query": "SELECT set_config('default_transaction_read_only', 'off', false)",
    "a transaction": "BEGIN",
    "SQLite's setting": "PRAGMA query_only=OFF",
    "SQLite's setting, spelt otherwise": "PRAGMA query_only(0)",
}


def _past_the_book(ledger: Ledger) -> None:
    with ledger._writer.begin() as connection:
        connection.execute(text(UPDATE))


@pytest.fixture
def before(database: URL) -> Iterator[Ledger]:
    """The site's own row."""
    ledger = Ledger(database)
    ledger.put("auth_user", username="before", email="before@example.com")
    yield ledger
    ledger.close()


@pytest.fixture
def live(database: URL, before: Ledger) -> Iterator[Ledger]:
    ledger = Ledger.of(live_settings(database))
    yield ledger
    ledger.close()


def live_settings(database: URL) -> Settings:
    return load_settings(
        profile="live",
        stripe_secret_key="rk_live_" + "abcdefgh",
        spending_cap=100,
        database_url=database.render_as_string(hide_password=False),
    )


@pytest.mark.parametrize("given", GIVENS.values(), ids=GIVENS)
def test_no_given_writes(live: Ledger, before: Ledger, given: Callable[[Ledger], object]) -> None:
    with pytest.raises(LiveDatabaseRefused):
        given(live)

    assert [row.username for row in before.rows("auth_user")] == ["before"]


@pytest.mark.parametrize("sql", RAW.values(), ids=RAW)
def test_raw_sql_only_reads(live: Ledger, before: Ledger, sql: str) -> None:
    with live.looking() as connection, pytest.raises((LiveDatabaseRefused, LedgerMismatch)):
        connection.execute(text(sql))
    with live.looking() as connection, pytest.raises((LiveDatabaseRefused, LedgerMismatch)):
        connection.exec_driver_sql(sql)

    assert [row.username for row in before.rows("auth_user")] == ["before"]


def test_the_drivers_own_cursor_is_refused_by_the_database_itself(live: Ledger, before: Ledger) -> None:
    with live.looking() as connection:
        cursor = connection.connection.cursor()
        with pytest.raises(Exception, match=r"(?i)read.?only"):
            cursor.execute(UPDATE)

    assert [row.username for row in before.rows("auth_user")] == ["before"]


def test_the_suites_rehearsal_looks_and_does_not_write(database: URL, live: Ledger, before: Ledger) -> None:
    with pytest.raises(LedgerMismatch) as told:  # this small shop lacks most tables: that is all there is to say
        rehearse(live)

    assert "no table" in str(told.value)
    assert before.count("auth_user") == 1


def test_a_book_cannot_be_had(live: Ledger) -> None:
    books: list[Book] = []
    with pytest.raises(LiveDatabaseRefused), live.writing() as book:
        books.append(book)
    assert not books


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT username FROM auth_user",
        "select username from auth_user where email like '%; delete from %'",
        "WITH them AS (SELECT username FROM auth_user) SELECT username FROM them",
        "/* one */ (SELECT username FROM auth_user)".replace("(", " ").replace(")", " "),
    ],
)
def test_looking_is_allowed(live: Ledger, sql: str) -> None:
    with live.looking() as connection:
        assert connection.execute(text(sql)) is not None


def test_another_profile_writes(database: URL, before: Ledger) -> None:
    ledger = Ledger.of(load_settings(database_url=database.render_as_string(hide_password=False)))

    ledger.put("auth_user", **USER)

    assert before.count("auth_user") == 2
    ledger.close()

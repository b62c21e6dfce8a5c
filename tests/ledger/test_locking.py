"""Locks on SQLite: nobody is told "database is locked" because somebody else was reading or writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.engine import URL

from pennydrop.ledger import Ledger


@pytest.fixture
def site(sqlite_database: URL) -> Iterator[sqlite3.Connection]:
    """The site's connection, which does not wait for any lock."""
    connection = sqlite3.connect(str(sqlite_database.database), isolation_level=None, timeout=0)
    yield connection
    connection.close()


def test_writers_that_read_first_wait_for_each_other(sqlite_database: URL, sqlite_ledger: Ledger) -> None:
    def count_up(_worker: int) -> None:
        ledger = Ledger(sqlite_database)
        for _ in range(10):
            with ledger.writing() as book:
                shared = book.find_or_put("auth_user", where={"username": "counter"})
                book.change("auth_user", where={"id": shared.id}, email=str(int(shared.email or 0) + 1))
        ledger.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(count_up, range(4)))

    assert sqlite_ledger.row("auth_user", username="counter").email == "40"


def test_a_writer_holds_the_lock_from_the_start(sqlite_ledger: Ledger, site: sqlite3.Connection) -> None:
    with sqlite_ledger.writing(), pytest.raises(sqlite3.OperationalError, match="database is locked"):
        site.execute("BEGIN IMMEDIATE")

    site.execute("BEGIN IMMEDIATE")


def test_the_site_can_commit_right_after_a_look(sqlite_ledger: Ledger, site: sqlite3.Connection) -> None:
    sqlite_ledger.rows("payments_stripepayment")

    site.execute("BEGIN EXCLUSIVE")
    site.execute("COMMIT")


def test_a_locked_database_keeps_the_site_waiting_and_is_free_afterwards(
    sqlite_ledger: Ledger, site: sqlite3.Connection
) -> None:
    with sqlite_ledger.locked("auth_user"), pytest.raises(sqlite3.OperationalError, match="database is locked"):
        site.execute("BEGIN IMMEDIATE")

    site.execute("BEGIN IMMEDIATE")

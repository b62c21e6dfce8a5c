"""A shop's database as Django makes it, on SQLite and, where TEST_POSTGRES_URL names a server, on PostgreSQL.

``scripts/postgres.sh start DIR PORT`` starts such a server and prints its address.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL, make_url

from pennydrop.eventually import Patience
from pennydrop.ledger import Ledger

TABLES = Path(__file__).parent / "site"
SERVER = os.environ.get("TEST_POSTGRES_URL")
DATABASES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


class Site:
    """The site's own view of its database: plain SQL over the plain driver, no type of ours in between."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(self, sql: str) -> Any:
        """The first column of the first row."""
        found = self._connection.execute(sql).fetchone()
        return found[0] if found else None

    def do(self, sql: str) -> None:
        self._connection.execute(sql)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> URL:
    """The address of a fresh shop database; the test runs once for each database product."""
    return request.getfixturevalue(f"{request.param}_database")  # type: ignore[no-any-return]


@pytest.fixture
def sqlite_database(tmp_path: Path) -> URL:
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript((TABLES / "sqlite.sql").read_text())
    connection.close()
    return URL.create("sqlite", database=str(path))


@pytest.fixture
def postgresql_database(_postgresql_shop: URL) -> URL:
    with _connect(_postgresql_shop) as connection:
        connection.execute(
            "TRUNCATE auth_user, accounts_userprofile, courses_course, courses_topic,"
            " payments_stripepayment, lessons_lesson RESTART IDENTITY"
        )
    return _postgresql_shop


@pytest.fixture(scope="session")
def _postgresql_shop() -> Iterator[URL]:
    """One database per worker: making one takes longer than emptying it."""
    with _new_postgresql_database() as shop:
        with _connect(shop) as connection:
            connection.execute((TABLES / "postgresql.sql").read_text())
        yield shop


@pytest.fixture(scope="module")
def empty_postgresql_database() -> Iterator[URL]:
    with _new_postgresql_database() as database:
        yield database


@pytest.fixture
def ledger(database: URL) -> Iterator[Ledger]:
    ledger = Ledger(database, Patience(deadline=0.3))
    yield ledger
    ledger.close()


@pytest.fixture
def sqlite_ledger(sqlite_database: URL) -> Iterator[Ledger]:
    ledger = Ledger(sqlite_database)
    yield ledger
    ledger.close()


@pytest.fixture
def site(database: URL) -> Iterator[Site]:
    if database.get_backend_name() == "sqlite":
        connection: Any = sqlite3.connect(str(database.database), isolation_level=None, timeout=0)
    else:
        connection = _connect(database)
    yield Site(connection)
    connection.close()


@contextmanager
def _new_postgresql_database() -> Iterator[URL]:
    server = make_url(SERVER or "").set(drivername="postgresql+psycopg")
    name = f"shop_{uuid.uuid4().hex}"
    with _connect(server) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        # Another zone than ours: what a session does not say for itself would show.
        connection.execute(f"ALTER DATABASE {name} SET timezone TO 'Asia/Tashkent'")
    yield server.set(database=name)
    with _connect(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _connect(url: URL) -> Any:
    import psycopg  # an optional dependency, needed only here

    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)

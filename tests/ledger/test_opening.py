from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from pennydrop.errors import DatabaseUnreachable, LedgerMismatch
from pennydrop.ledger import Ledger
from pennydrop.ledger import engine as ledger_engine


def test_a_missing_file_is_an_error_and_is_not_created(tmp_path: Path) -> None:
    missing = tmp_path / "site.sqlite3"
    ledger = Ledger(URL.create("sqlite", database=str(missing)))

    for attempt in (lambda: ledger.count("auth_user"), lambda: ledger.put("auth_user"), ledger.describe):
        with pytest.raises(DatabaseUnreachable, match=r"database sqlite:///\S+site\.sqlite3 \(.*migrated once"):
            attempt()

    assert not missing.exists()


def test_a_database_that_appears_later_is_used(tmp_path: Path, sqlite_database: URL) -> None:
    later = tmp_path / "later #1.sqlite3"
    ledger = Ledger(URL.create("sqlite", database=str(later)))
    with pytest.raises(DatabaseUnreachable):
        ledger.count("auth_user")

    Path(str(sqlite_database.database)).rename(later)

    assert ledger.count("auth_user") == 0
    ledger.close()


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "site.sqlite3").write_text("not a database, whatever its name says")

    with pytest.raises(DatabaseUnreachable, match="file is not a database"):
        Ledger(URL.create("sqlite", database=str(tmp_path / "site.sqlite3"))).count("auth_user")


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(DatabaseUnreachable, match="the site under test cannot see it"):
        Ledger(make_url("sqlite://"))


def test_a_server_that_does_not_answer_is_an_error_without_the_password() -> None:
    ledger = Ledger(make_url("postgresql+psycopg://shop:opensesame@127.0.0.1:1/shop"))

    with pytest.raises(DatabaseUnreachable) as raised:
        ledger.count("auth_user")

    assert "postgresql+psycopg://shop:***@127.0.0.1:1/shop" in str(raised.value)
    assert "check that the server runs there" in str(raised.value)
    assert "opensesame" not in str(raised.value)


def test_a_missing_driver_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(DatabaseUnreachable, match=re.escape("install pennydrop[postgres]")):
        Ledger(make_url("postgresql+psycopg://shop@127.0.0.1/shop"))


def test_an_empty_database_is_told_from_a_misspelt_table(tmp_path: Path) -> None:
    path = tmp_path / "site.sqlite3"
    path.touch()

    with pytest.raises(LedgerMismatch, match="no tables at all: run the site's migrations"):
        Ledger(URL.create("sqlite", database=str(path))).count("auth_user")


def test_a_site_that_holds_the_lock_too_long_is_named_as_such(
    sqlite_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_engine, "LOCK_WAIT", 0)
    site = sqlite3.connect(str(sqlite_database.database), isolation_level=None)
    site.execute("BEGIN IMMEDIATE")
    ledger = Ledger(sqlite_database)

    with pytest.raises(DatabaseUnreachable, match=r"stayed locked .*'transaction_mode': 'IMMEDIATE'"):
        ledger.put("auth_user")

    site.close()
    ledger.close()


def test_the_database_introduces_itself(ledger: Ledger) -> None:
    product = "SQLite" if ledger.url.get_backend_name() == "sqlite" else "PostgreSQL"

    assert re.fullmatch(rf"{product} \d+(\.\d+)+", ledger.describe())

"""Scenarios on a small shop's database, as often as a test likes."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from pennydrop.ledger import Ledger
from pennydrop.sameness import EndState
from tests.sameness.shop import TABLES, Run

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database for all tests: their scenarios keep apart, as those of a suite do."""
    path = tmp_path_factory.mktemp("sameness") / "shop.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(TABLES)
    return path


@pytest.fixture(scope="session")
def ledger(database: Path) -> Iterator[Ledger]:
    ledger = Ledger(URL.create("sqlite", database=str(database)))
    yield ledger
    ledger.close()


@pytest.fixture
def run(database: Path, ledger: Ledger) -> Callable[[], Run]:
    """A new scenario: its own people, keys, order and times."""
    return lambda: Run(ledger, database, next(_NUMBERS))


@pytest.fixture(scope="session")
def undisturbed(database: Path, ledger: Ledger) -> EndState:
    """The end of ``story``."""
    return Run(ledger, database, next(_NUMBERS)).story().end()

"""A small shop's database as a file of SQLite's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.golive.backup.shops import TABLES, rows


def make_shop(path: Path, *, journal: str = "wal", filled: bool = True) -> Path:
    do(path, f"PRAGMA journal_mode={journal}", *TABLES, *(rows() if filled else []))
    return path


def do(path: Path, *statements: str) -> None:
    with closing(connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=20)


def url(path: Path) -> str:
    return f"sqlite:///{path}"

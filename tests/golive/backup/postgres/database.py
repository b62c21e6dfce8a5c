"""A small shop's database on a server of PostgreSQL's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.engine import URL, make_url

from pennydrop.golive.backup.pg_programs import find_programs
from pennydrop.golive.backup.postgresql import plain
from tests.golive.backup.shops import TABLES, rows


class Shop:
    """A database of the server's, and plain SQL on it."""

    def __init__(self, url: URL) -> None:
        self.url = url.render_as_string(hide_password=False)

    def do(self, *statements: str) -> None:
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def ask(self, sql: str) -> list[Any]:
        with self.connect() as connection:
            return [row[0] for row in connection.execute(sql).fetchall()]

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)


@contextmanager
def new_shop(server: URL, name: str) -> Iterator[Shop]:
    administration = Shop(server)
    administration.do(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    made = Shop(server.set(database=name))
    made.do(*TABLES, *rows())
    yield made
    left = administration.ask("SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%'")
    administration.do(f"DROP DATABASE {name} WITH (FORCE)")
    assert left == []


def dump(shop: Shop, *options: str) -> str:
    """Python that dumps ``shop`` into the first argument."""
    url = make_url(shop.url)
    command = [str(find_programs(1).pg_dump), "-Fc", f"--dbname={plain(url)}", *options]
    return (
        f"import os, subprocess, sys\nos.environ['PGPASSWORD'] = {url.password!r}\n"
        f"def dump(command={command!r}):\n    subprocess.run([*command, '-f', sys.argv[1]], check=True)\n"
    )

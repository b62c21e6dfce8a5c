"""The foreign site's database: a file, or a PostgreSQL server of its own. Made for one run and gone afterwards."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, make_url

from tests.adoption.foreign.differences import COLUMNS, table_of

ROOT = Path(__file__).parents[2]
POSTGRES = ROOT / "scripts" / "postgres.sh"


@dataclass(frozen=True)
class Database:
    """``url`` is what the harness gets, ``environment`` what the site gets."""

    url: str
    environment: dict[str, str]


@contextmanager
def sqlite(folder: Path, _port: int) -> Iterator[Database]:
    """A new file in ``folder``."""
    path = folder / "shop.sqlite3"
    yield Database(f"sqlite:///{path}", {"SHOP_DATABASE": str(path)})


@contextmanager
def postgresql(folder: Path, port: int) -> Iterator[Database]:
    """A throwaway server on ``port``. Its files lie elsewhere: it runs as a user who may not look into ``folder``."""
    with tempfile.TemporaryDirectory() as files:
        command = [str(POSTGRES), "start", files, str(port)]
        with (folder / "postgres.log").open("w") as log:
            url = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=log, text=True).stdout.strip()
        try:
            yield Database(url, _variables_of_django(make_url(url)))
        finally:
            subprocess.run([str(POSTGRES), "stop", files], check=True)
            Path(files).mkdir(exist_ok=True)  # stopped, its files are gone, and the folder with them


def _variables_of_django(url: URL) -> dict[str, str]:
    return {
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "DB_NAME": url.database or "",
        "DB_USER": url.username or "",
        "DB_PASSWORD": str(url.password or ""),
        "DB_HOST": url.host or "",
        "DB_PORT": str(url.port),
    }


MakeDatabase = Callable[[Path, int], AbstractContextManager[Database]]


def further_columns(database: Database) -> list[str]:
    """The foreign site's further columns that whoever writes a row must fill: ``["courses_topic.weight", ...]``."""
    engine = create_engine(database.url)
    try:
        found = inspect(engine)
        wanted = {(table_of(model), name) for model, (name, _field) in COLUMNS.items()}
        return [
            f"{table}.{column['name']}"
            for table in sorted(table for table, _name in wanted)
            for column in found.get_columns(table)
            if (table, column["name"]) in wanted and not column["nullable"] and column["default"] is None
        ]
    finally:
        engine.dispose()

"""Two ways into the site's database: one that writes in short transactions, one that reads and disturbs nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from pennydrop.errors import DatabaseUnreachable

# Seconds. The site calls Stripe inside its transactions and, on SQLite, holds the only write lock meanwhile.
LOCK_WAIT = 20
CONNECT_WAIT = 5
PRODUCTS = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB"}


def writing_engine(url: URL) -> Engine:
    """An engine whose transactions take SQLite's write lock at once.

    A transaction that reads first and asks for the lock later is refused immediately ("database is locked") when the
    site has written in between; waiting does not help there.
    """
    engine = _engine(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: URL) -> Engine:
    """An engine without transactions, so that every look sees the newest state.

    An open SELECT stops the site's commits on SQLite without WAL; a snapshot would show a poll the same state forever.
    """
    return _engine(url, isolation_level="AUTOCOMMIT")


def snapshot_engine(url: URL) -> Engine:
    """An engine whose transactions change nothing, and see one state of the database from beginning to end."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        engine = _engine(url)
        event.listen(engine, "begin", _begin_reading)
        return engine
    options = {"postgresql_readonly": True} if backend == "postgresql" else {}
    return _engine(url, isolation_level="REPEATABLE READ", execution_options=options)


def product(connection: Connection) -> str:
    """The database and its version: ``PostgreSQL 15.18``."""
    dialect = connection.dialect
    name = "mariadb" if getattr(dialect, "is_mariadb", False) else dialect.name
    version = ".".join(str(part) for part in dialect.server_version_info or () if isinstance(part, int))
    return f"{PRODUCTS.get(name, name)} {version}"


def _engine(url: URL, **options: Any) -> Engine:
    backend = url.get_backend_name()
    try:
        if backend == "sqlite":
            engine = create_engine(_existing_file(url), connect_args={"timeout": LOCK_WAIT}, **options)
        elif backend == "postgresql":
            engine = create_engine(url, connect_args={"connect_timeout": CONNECT_WAIT}, **options)
        else:
            engine = create_engine(url, **options)
    except ModuleNotFoundError as missing:
        raise DatabaseUnreachable(
            f"{url.render_as_string()} needs the Python module {missing.name}, which is not installed;"
            f" install pennydrop[{'postgres' if backend == 'postgresql' else 'mysql'}]"
        ) from missing
    if backend in _ON_CONNECT:
        event.listen(engine, "connect", _ON_CONNECT[backend])
    return engine


def _existing_file(url: URL) -> URL:
    """The same database, opened so that a missing file is an error; SQLite would otherwise make an empty one."""
    if url.database in (None, "", ":memory:"):
        raise DatabaseUnreachable(
            f"{url.render_as_string()} is a database in this process's memory; the site under test cannot see it."
            " Name the site's database file: sqlite:////absolute/path.sqlite3"
        )
    if url.database.startswith("file:"):
        return url
    return url.set(database=Path(url.database).absolute().as_uri(), query={**url.query, "mode": "rw", "uri": "true"})


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")
    connection.exec_driver_sql("BEGIN")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late and without IMMEDIATE
    connection.execute("PRAGMA foreign_keys=ON")  # off by default: wrong ids would be committed silently


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.execute("SET TIME ZONE 'UTC'")
    connection.execute(f"SET lock_timeout = '{LOCK_WAIT}s'")
    connection.commit()


def _prepare_mysql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET time_zone = '+00:00'")
        cursor.execute(f"SET innodb_lock_wait_timeout = {LOCK_WAIT}")


_ON_CONNECT = {
    "sqlite": _prepare_sqlite,
    "postgresql": _prepare_postgresql,
    "mysql": _prepare_mysql,
    "mariadb": _prepare_mysql,
}

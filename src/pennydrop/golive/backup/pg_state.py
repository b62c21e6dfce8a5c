"""PostgreSQL's rows at one moment: a transaction that sees nothing of what comes after its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import URL

from pennydrop.errors import LedgerMismatch
from pennydrop.golive.backup.states import Digests, Shape, Tally, checksum, quoted
from pennydrop.ledger.engine import reading_engine
from pennydrop.ledger.trouble import explaining

# A row as text depends on these; the transaction stays idle for as long as a backup takes.
_SESSION = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';"
    " SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1;"
    " SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;"
    " SET LOCAL lock_timeout = '20s'"
)
_ALL_TABLES = (
    "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
)


class PgState:
    """One repeatable-read, read-only transaction. Tables are named with their schema: ``public.auth_user``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._schema = inspect(connection).default_schema_name or "public"
        found = connection.exec_driver_sql(_ALL_TABLES)
        self._tallies: dict[Shape, Tally] = {}
        self._tables = frozenset(f"{schema}.{table}" for schema, table in found)

    def export(self) -> str:
        """The name under which pg_dump can see exactly this moment, while the transaction lasts."""
        return str(self._connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())

    def tables(self) -> frozenset[str]:
        return self._tables

    def shape(self, table: str) -> Shape:
        full = table if "." in table else f"{self._schema}.{table}"
        if full not in self._tables:
            raise LedgerMismatch(f"the database has no table {full}")
        schema, _, name = full.partition(".")
        inspector = inspect(self._connection)
        columns = tuple(sorted(column["name"] for column in inspector.get_columns(name, schema)))
        key = tuple(inspector.get_pk_constraint(name, schema)["constrained_columns"])
        return Shape(full, columns, key)

    def tally(self, shape: Shape) -> Tally:
        if shape not in self._tallies:
            self._tallies[shape] = self._count(shape)
        return self._tallies[shape]

    def _count(self, shape: Shape) -> Tally:
        sums = ", ".join(
            f"coalesce(sum(('x' || {half}(digest, 16))::bit(64)::bigint), 0)" for half in ("left", "right")
        )
        each = f"SELECT {self._digest(shape)} AS digest FROM {_name(shape)}"  # noqa: S608 - quoted names
        sql = f"SELECT count(*), {sums} FROM ({each}) AS them"  # noqa: S608
        rows, left, right = self._connection.exec_driver_sql(sql).one()
        return Tally(rows, checksum(int(left), int(right)))

    def digests(self, shape: Shape) -> Digests:
        digest = self._digest(shape)
        if shape.key:
            key = f"concat_ws(', ', {_columns(shape.key)})"
        else:  # rows without a key are told apart by their contents, and equal ones are counted
            key = f"{digest} || '#' || row_number() OVER (PARTITION BY {digest})"
        sql = f"SELECT {key}, {digest} FROM {_name(shape)}"  # noqa: S608 - quoted names
        return {str(key): str(digest) for key, digest in self._connection.exec_driver_sql(sql)}

    def _digest(self, shape: Shape) -> str:
        return f"md5(ROW({_columns(shape.columns)})::text)"


@contextmanager
def at_this_moment(url: URL) -> Iterator[PgState]:
    """The database as it is now, until the end of the block. ``DatabaseUnreachable``, ``LedgerMismatch``."""
    with connected(url, isolation_level="REPEATABLE READ", postgresql_readonly=True) as connection:
        connection.exec_driver_sql(_SESSION)
        yield PgState(connection)


@contextmanager
def connected(url: URL, **options: Any) -> Iterator[Connection]:
    """A connection of its own, closed at the end of the block; each statement by itself unless ``options`` say so."""
    engine = reading_engine(url)
    try:
        with explaining(url), engine.connect() as connection:
            yield connection.execution_options(no_parameters=True, **options)
    finally:
        engine.dispose()


def _columns(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))


def _name(shape: Shape) -> str:
    return ".".join(map(quoted, shape.table.split(".", 1)))

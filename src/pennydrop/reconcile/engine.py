"""DuckDB, kept small: its tables are in a file, and what does not fit into its memory is too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pennydrop.errors import PennydropError

MEMORY = "150MB"
"""Of the engine; Python and its modules need about as much again."""


@contextmanager
def opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine that keeps its tables in ``file``, and in memory no more than :data:`MEMORY`. ``PennydropError``."""
    try:
        with _connected(file) as connection:
            yield connection
    except duckdb.Error as trouble:
        raise PennydropError(
            f"the comparison itself has failed ({str(trouble).splitlines()[0]}): look for free space in {file.parent},"
            " and run again, it goes on with what was read"
        ) from trouble


@contextmanager
def _connected(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    file.unlink(missing_ok=True)
    connection = duckdb.connect(str(file))
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET threads = 2")
        connection.execute("SET allocator_flush_threshold = '16MB'")  # what is free goes back to the system
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET temp_directory = {quoted(str(file.with_suffix('.tmp')))}")
        yield connection
    finally:
        connection.close()


def load(connection: duckdb.DuckDBPyConnection, path: Path, table: str, columns: str) -> None:
    """A CSV file without a heading as a table."""
    names = ", ".join(
        f"{quoted(name)}: {quoted(kind)}" for name, kind in (each.split() for each in columns.split(", "))
    )
    # Python's csv doubles a quotation mark and ends lines with CR LF.
    options = "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    connection.execute(f"CREATE TABLE {table} AS FROM read_csv({quoted(str(path))}, columns = {{{names}}}, {options})")


def filled(statement: str, words: Mapping[str, str]) -> str:
    """``$name`` replaced: DuckDB takes no parameters where a view is made."""
    for name, value in words.items():
        statement = statement.replace(f"${name}", value)
    return statement


def quoted(text: str) -> str:
    """As a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"

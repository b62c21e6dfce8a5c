"""Looking into the site's database without disturbing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL

from pennydrop.eventually import Patience, eventually
from pennydrop.ledger.engine import product, reading_engine
from pennydrop.ledger.journal import ReadJournal
from pennydrop.ledger.names import Names
from pennydrop.ledger.personal import personal_values
from pennydrop.ledger.query import Where, conditions, fetch, in_words, matching, nearly_matching
from pennydrop.ledger.read_only import only_reading
from pennydrop.ledger.rows import Row
from pennydrop.ledger.schema import Schema
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.values import stored

Learn = Callable[[Iterable[str]], None]
NEARLY = 3


class Reader:
    """Reads rows as they are now. ``where`` is columns and values: a list means "one of", ``None`` means NULL.

    All methods raise ``LedgerMismatch`` for unknown tables and columns and ``DatabaseUnreachable``.
    """

    def __init__(
        self, url: URL, patience: Patience | None = None, *, names: Names | None = None, learn: Learn | None = None
    ) -> None:
        """``learn`` is told whatever is read of people, so that a report can leave it out."""
        self.url = url
        self.reads = ReadJournal()
        self.patience = patience or Patience()
        self._learn = learn
        self._engine = only_reading(reading_engine(url))
        self.schema = Schema(self._engine, url, names or Names())

    def has_table(self, table: str) -> bool:
        """Whether the site's database has the table."""
        return self.schema.has_table(table)

    def rows(self, table: str, /, **where: Any) -> list[Row]:
        """All rows that satisfy ``where``, in the order of the primary key."""
        found = self._select(table, where)
        self.reads.record(table, where, found)
        return found

    def row(self, table: str, /, **where: Any) -> Row:
        """The one row that satisfies ``where``; an ``AssertionError`` shows what is there if it is not exactly one."""
        found = self.rows(table, **where)
        if len(found) != 1:
            raise AssertionError(self._not_one(table, where, found))
        return found[0]

    def find(self, table: str, /, **where: Any) -> Row | None:
        """The one row that satisfies ``where``, or ``None``; an ``AssertionError`` if there are several."""
        found = self.rows(table, **where)
        if len(found) > 1:
            raise AssertionError(self._not_one(table, where, found))
        return found[0] if found else None

    def count(self, table: str, /, **where: Any) -> int:
        """How many rows satisfy ``where``."""
        found = self._count(table, where)
        self.reads.record(table, where, (), found)
        return found

    def wait_for(self, table: str, /, where: Where, **expected: Any) -> Row:
        """The one row that satisfies ``where``, as soon as it has the ``expected`` values; else ``DeadlinePassed``."""
        known = self.schema.table(table)
        wanted = {name: stored(self.schema.column(known, name), value) for name, value in expected.items()}

        def look() -> Row:
            row = self.row(table, **where)
            wrong = [f"{name} is {row[name]!r}" for name, value in wanted.items() if row[name] != value]
            if wrong:
                raise AssertionError(f"{table} where {in_words(where)}: {', '.join(wrong)}")
            return row

        what = f"{table} where {in_words(where)} has {in_words(expected) or 'one row'}"
        return eventually(what, look, lambda _row: True, patience=self.patience)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection for many selects on ``schema`` at one go; they stay out of the evidence of a failure."""
        with explaining(self.url), self._engine.connect() as connection:
            yield connection

    def reads_as_text(self) -> str:
        """The last looks at each table, for the evidence of a failure; passwords and tokens are masked."""
        return self.reads.as_text()

    def describe(self) -> str:
        """The database and its version: ``SQLite 3.45.1``, ``PostgreSQL 15.18``."""
        with explaining(self.url), self._engine.connect() as connection:
            return product(connection)

    def close(self) -> None:
        """Give all connections back; the database can then be copied or dropped."""
        self._engine.dispose()

    def _select(self, table: str, where: Where) -> list[Row]:
        known = self.schema.table(table)
        statement = matching(self.schema, known, where)
        with explaining(self.url, table), self._engine.connect() as connection:
            return self._learnt(fetch(connection, self.url, known, statement))

    def _learnt(self, rows: list[Row]) -> list[Row]:
        if self._learn:
            self._learn(personal_values(rows))
        return rows

    def _count(self, table: str, where: Where) -> int:
        known = self.schema.table(table)
        statement = select(func.count()).select_from(known).where(*conditions(self.schema, known, where))
        with explaining(self.url, table), self._engine.connect() as connection:
            return int(connection.execute(statement).scalar_one())

    def _not_one(self, table: str, where: Where, found: list[Row]) -> str:
        asked = f"{table} where {in_words(where) or 'anything'}: expected one row, found"
        if found:
            return f"{asked} {len(found)}:{self._listed(table, where, found)}"
        if len(where) < 2:
            return f"{asked} none among {self.count(table)}"
        known = self.schema.table(table)
        with explaining(self.url, table), self._engine.connect() as connection:
            statement = nearly_matching(self.schema, known, where, NEARLY)
            near = self._learnt(fetch(connection, self.url, known, statement))
        return f"{asked} none." + (f" Nearest:{self._listed(table, where, near)}" if near else "")

    def _listed(self, table: str, where: Where, rows: list[Row]) -> str:
        keys = [column.key for column in self.schema.table(table).primary_key.columns]
        names = [*keys, *(name for name in where if name not in keys)]
        return "".join(f"\n  {in_words({name: row[name] for name in names})}" for row in rows[:NEARLY])

"""The ledger: the site's database, read without disturbing the site and written in short transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from pennydrop.errors import LedgerMismatch, LiveDatabaseRefused
from pennydrop.eventually import Patience
from pennydrop.ledger.engine import writing_engine
from pennydrop.ledger.fill import Defaults
from pennydrop.ledger.foreign_keys import dangling
from pennydrop.ledger.locking import lock
from pennydrop.ledger.names import Names
from pennydrop.ledger.reader import Learn, Reader
from pennydrop.ledger.rehearsal import Given, rehearse
from pennydrop.ledger.rows import Row
from pennydrop.ledger.trouble import explaining
from pennydrop.ledger.writer import Book

if TYPE_CHECKING:
    from pennydrop.settings import Settings


class Ledger(Reader):
    """Reads and writes the site's database by table and column name; connects when first used.

    with ledger.writing() as book:
        user = book.put("auth_user", username="ada@example.com", email="ada@example.com")
        book.put("accounts_userprofile", user_id=user.id)
    payment = ledger.row("payments_stripepayment", student_id=user.id)
    assert payment.money("total_amount") == Money(6000)
    """

    def __init__(
        self,
        url: URL,
        patience: Patience | None = None,
        *,
        names: Names | None = None,
        learn: Learn | None = None,
        read_only: bool = False,
    ) -> None:
        super().__init__(url, patience, names=names, learn=learn)
        self.read_only = read_only
        """In the live profile: whatever writes raises ``LiveDatabaseRefused``."""
        self._writer = self._engine if read_only else writing_engine(url)
        self._defaults: dict[str, dict[str, Any]] = {}
        self.given: list[Row] = []
        """The rows that Givens have written since :meth:`forget`, as they were then."""

    def forget(self) -> None:
        """A new scenario begins: what was read and written before is of no interest any more."""
        self.reads.clear()
        self.given.clear()

    @classmethod
    def of(cls, settings: Settings) -> Ledger:
        """The database of the settings. Of a live site's it only reads, and what it reads of people is masked."""
        names = Names(settings.table_names, settings.column_names)
        live = settings.profile == "live"
        learn = settings.redact.learn if live else None
        return cls(settings.database, settings.patience, names=names, learn=learn, read_only=live)

    def register_defaults(self, defaults: Defaults) -> None:
        """Add application defaults, ``{table: {column: value or callable}}``; a Given's own values come first.

        A column the table does not have is passed over: sites differ in what they have beyond the contract.
        """
        for table, columns in defaults.items():
            self._defaults.setdefault(table, {}).update(columns)

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One transaction, committed at the end and rolled back on an error. Be short: it locks the site out."""
        with self._transaction() as (connection, book):
            yield book
            try:
                with explaining(self.url):
                    connection.get_transaction().commit()  # type: ignore[union-attr]
            except LedgerMismatch as refused:
                raise self._named(refused, book) from refused.__cause__
            self.given += book.written

    @contextmanager
    def locked(self, *tables: str) -> Iterator[None]:
        """Nobody else can write to ``tables`` (on SQLite: to any) within the block; nothing is changed. Be short."""
        with self._transaction() as (connection, _), explaining(self.url):
            lock(connection, map(self.schema.table, tables))
            yield

    def put(self, table: str, /, **columns: Any) -> Row:
        """Insert one row in a transaction of its own; see :meth:`Book.put`."""
        with self.writing() as book:
            return book.put(table, **columns)

    def change(self, table: str, /, where: Mapping[str, Any], **columns: Any) -> int:
        """Update rows in a transaction of its own; see :meth:`Book.change`."""
        with self.writing() as book:
            return book.change(table, where, **columns)

    def require(self, needed: Mapping[str, Iterable[str]]) -> None:
        """Make sure that these columns of these tables exist; one ``LedgerMismatch`` names all that do not."""
        self.schema.require(needed)

    def check(self, givens: Iterable[Given]) -> None:
        """Try ``givens`` and take everything back; one ``LedgerMismatch`` names each Given the database refuses."""
        with self._transaction() as (connection, book), explaining(self.url):
            problems = rehearse(connection, self.schema, book, givens)
        if problems:
            raise LedgerMismatch("; ".join(problems))

    def close(self) -> None:
        super().close()
        self._writer.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Connection, Book]]:
        if self.read_only:
            raise LiveDatabaseRefused(
                "the live profile never writes to the site's database: these are real people's rows. A scenario tagged"
                " @live has no Givens that make people or goods; it works with what is there"
            )
        with explaining(self.url):
            connection = self._writer.connect()
        with connection:
            with explaining(self.url):
                connection.begin()
            yield connection, Book(connection, self.url, self.schema, self._defaults)

    def _named(self, refused: LedgerMismatch, book: Book) -> LedgerMismatch:
        """SQLite refuses a COMMIT without saying why; the references made since BEGIN tell."""
        with explaining(self.url), self._engine.connect() as connection:
            lost = dangling(connection, self.schema, book.references, book.written)
        return LedgerMismatch("; ".join(map(str, lost))) if lost else refused

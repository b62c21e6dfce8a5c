"""The site's database about one payment, by the suite's chart of accounts. Reads only."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pennydrop.bookkeeping.chart import ThroughOrders
from pennydrop.bookkeeping.chart_setting import named_chart, offered
from pennydrop.bookkeeping.facts import Facts, Somebody
from pennydrop.bookkeeping.postings import Postings
from pennydrop.errors import PaymentUnknown
from pennydrop.ledger import Ledger, Names, Row
from pennydrop.ledger.types import python_type

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.gateway import Payment, Refund
    from pennydrop.settings import Settings

FAILED = ("failed", "canceled")
LONGEST_NUMBER = 18  # digits that fit into 64 bits


def _number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(text)
    return int(text)


_READ: dict[type, Callable[[str], Any]] = {int: _number, uuid.UUID: uuid.UUID, str: str}


class Books:
    """Rows that have to do with a payment. ``DatabaseUnreachable``, ``LedgerMismatch`` when they cannot be read."""

    def __init__(self, settings: Settings) -> None:
        names = Names(settings.table_names, settings.column_names)
        self._ledger = Ledger(settings.database, settings.patience, names=names, read_only=True)
        self._named = named_chart(settings.golive.chart)
        self._chart: Chart | None = None

    @property
    def chart(self) -> Chart:
        """The suite's chart, without goods that this site has no table for."""
        if self._chart is None:
            chart = offered(self._named, self._ledger)
            self._ledger.require(chart.needed())
            self._chart = chart
        return self._chart

    def facts(self, payment: Payment, refunds: Iterable[Refund]) -> Facts:
        """What the database says of the payment, and who has to do with it."""
        postings = Postings(self._ledger, self.chart, ())
        records = tuple(postings.records([payment]))
        items = tuple(item for goods in self.chart.goods for item in postings.bought(goods, payment))
        people = self._people(payment, [it.buyer for it in records], [(it.buyer, it.seller) for it in items])
        went_back = tuple(it.amount for it in refunds if it.status not in FAILED)
        kinds = [kind for item in items for kind in item.goods.mails]
        return Facts(
            people=people,
            payments=(payment,),
            refunds={payment.intent_id: went_back} if payment.intent_id and went_back else {},
            records=records,
            items=items,
            unwilling=Postings(self._ledger, self.chart, people).unwilling(kinds) if people else frozenset(),
            chart=self.chart,
        )

    def stripe_id_of(self, id: str) -> str:
        """The Stripe id that the row called ``id`` names: ``17``, ``payments_payment:17``, an order's number.

        ``PaymentUnknown`` if there is no such row, there are several, or it names no payment.
        """
        table, _, key = id.rpartition(":")
        found = [row for row in self._rows_of(key) if table in ("", row[0].table_name)]
        if not found:
            looked = ", ".join(dict.fromkeys(name for name, *_ in self._tables()))
            raise PaymentUnknown(
                f"nothing is called {id!r}: it is no id of Stripe's, no e-mail address, and no row of {looked}"
            )
        if len(found) > 1:
            names = " or ".join(f"{row.table_name}:{row['id']}" for row, _ in found)
            raise PaymentUnknown(f"{id!r} is the id of several rows: say which, {names}")
        row, stripe_id = found[0]
        if not stripe_id:
            raise PaymentUnknown(f"{row.table_name} {row['id']} names no payment: nobody has gone to Checkout for it")
        return stripe_id

    def close(self) -> None:
        """Give back the connections."""
        self._ledger.close()

    def _rows_of(self, key: str) -> list[tuple[Row, str]]:
        """The rows with this key, each with the id of Stripe's that it names, or ``""``."""
        found: dict[tuple[str, str], tuple[Row, str]] = {}
        for table, column, intent, session in self._tables():
            for row in self._matching(table, column, key):
                found[table, str(row["id"])] = row, row[intent] or row[session] or ""
        return list(found.values())

    def _tables(self) -> list[tuple[str, str, str, str]]:
        """Where a payment has an id of the site's: table, column of the id, columns of PaymentIntent and session."""
        it = self.chart.payments
        tables = [(it.table, "id", it.intent, it.session)]
        for goods in self.chart.goods:
            link = goods.link
            if isinstance(link, ThroughOrders):
                columns = ["id", link.number] if link.number else ["id"]
                tables += [(link.orders, column, link.intent, link.session) for column in columns]
            else:
                tables.append((goods.table, "id", link.intent, link.session))
        return list(dict.fromkeys(tables))

    def _matching(self, table: str, column: str, key: str) -> list[Row]:
        schema = self._ledger.schema
        read = _READ.get(python_type(schema.column(schema.table(table), column)) or str, str)
        try:
            return self._ledger.rows(table, **{column: read(key)})
        except ValueError:
            return []  # a word is no number, and a number no UUID

    def _people(
        self, payment: Payment, ids: list[int | None], pairs: list[tuple[int, int | None]]
    ) -> tuple[Somebody, ...]:
        it = self.chart.accounts
        if it is None:
            return ()
        wanted = {id for id in [*ids, *(id for pair in pairs for id in pair)] if id is not None}
        rows = self._ledger.rows(it.table, id=sorted(wanted)) if wanted else []
        if payment.customer_email:
            email = payment.customer_email
            rows += self._ledger.rows(it.table, **{it.email: list(dict.fromkeys([email, email.lower()]))})
        people = {row["id"]: _somebody(row, it.email, it.names) for row in rows}
        return tuple(people.values())


def _somebody(row: Row, email: str, names: tuple[str, ...]) -> Somebody:
    name = " ".join(str(row[column]) for column in names if row[column])
    return Somebody(row["id"], name or row[email], str(row[email]).lower())

"""The rows of the ledger that a chart names, as records, items and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pennydrop.bookkeeping.chart import Chart, Goods, OwnColumns, ThroughOrders, Words
from pennydrop.bookkeeping.facts import NOTHING, Filled, Item, Link, Record, belongs
from pennydrop.ledger.rows import NotAnAmount
from pennydrop.money import Money

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import MailKind, Way
    from pennydrop.bookkeeping.facts import Somebody
    from pennydrop.gateway import Payment
    from pennydrop.ledger import Ledger, Row


class Postings:
    """Reads what a chart names of some people and payments."""

    def __init__(self, ledger: Ledger, chart: Chart, people: Sequence[Somebody]) -> None:
        self._ledger, self._chart = ledger, chart
        self._people = {it.id: it for it in people}
        self._ends: dict[tuple[str, str, object], Any] = {}

    def records(self, payments: Iterable[Payment]) -> list[Record]:
        """The payment records of these people, and those of these payments whoever they are booked on."""
        it = self._chart.payments
        wanted: list[tuple[str, list[Any]]] = [(it.buyer, [*self._people])]
        known = list(payments)
        wanted.append((it.session, [payment.session_id for payment in known]))
        wanted.append((it.intent, [payment.intent_id for payment in known if payment.intent_id]))
        rows = {row["id"]: row for column, values in wanted if values for row in self._rows(it.table, column, values)}
        return [self._record(row) for row in rows.values()]

    def items(self, goods: Goods) -> list[Item]:
        """The rows of one kind of goods that are somebody's of the scenario."""
        return self._items(goods, self._rows(goods.table, goods.buyer, [*self._people]))

    def bought(self, goods: Goods, payment: Payment) -> list[Item]:
        """The rows of one kind of goods that the ledger connects with this payment, whoever they belong to."""
        link = goods.link
        if isinstance(link, OwnColumns):
            return self._items(goods, self._naming(goods.table, link, payment))
        orders = [row["id"] for row in self._naming(link.orders, link, payment)]
        items = [row[link.item] for row in self._rows(link.items, link.order, orders)]
        return self._items(goods, self._rows(goods.table, "id", items))

    def _naming(self, table: str, link: OwnColumns | ThroughOrders, payment: Payment) -> list[Row]:
        """The rows that name the payment, or its Checkout Session and no other payment."""
        wanted = {link.session: payment.session_id, link.intent: payment.intent_id}
        rows = {row["id"]: row for column, id in wanted.items() if id for row in self._rows(table, column, [id])}
        return [row for row in rows.values() if belongs(row[link.intent] or "", row[link.session] or "", payment)]

    def _items(self, goods: Goods, rows: Sequence[Row]) -> list[Item]:
        links = self._links(goods, rows) if rows else {}
        given = {row["id"] for row in self._ledger.given if row.table_name == goods.table and _has(row, goods.owned)}
        return [
            Item(
                goods=goods,
                key=str(row["id"]),
                buyer=row[goods.buyer],
                seller=self._end(goods.seller, row),
                owned=_has(row, goods.owned),
                same=tuple(row[column] for column in goods.same),
                place=row[goods.places.of] if goods.places else None,
                links=tuple(links.get(row["id"], ())),
                given=row["id"] in given,
            )
            for row in rows
        ]

    def places(self, goods: Goods, items: Iterable[Item]) -> list[Filled]:
        """How full everything is that somebody of the scenario has a row of."""
        it = goods.places
        if not it:
            return []
        of = list(dict.fromkeys(item.place for item in items))
        taken: defaultdict[object, int] = defaultdict(int)
        for row in self._rows(goods.table, it.of, of):
            taken[row[it.of]] += _has(row, goods.owned)
        rows = self._rows(it.table, "id", of)
        return [Filled(f"{it.table} {row['id']}", row[it.limit], taken[row["id"]]) for row in rows]

    def unwilling(self, kinds: Iterable[MailKind]) -> frozenset[tuple[MailKind, str]]:
        """Who wants no mail of which kind."""
        return frozenset(
            (kind, self._people[row[kind.unless.person]].email)
            for kind in kinds
            if kind.unless
            for row in self._rows(kind.unless.table, kind.unless.person, [*self._people])
            if row[kind.unless.column] == kind.unless.value
        )

    def _record(self, row: Row) -> Record:
        it = self._chart.payments
        currency = str(row[it.currency] or "")
        return Record(
            key=str(row["id"]),
            session=row[it.session] or "",
            intent=row[it.intent] or "",
            buyer=row[it.buyer],
            total=_money(row, it.total, currency),
            currency=currency,
            status=row[it.status],
            refunded=_money(row, it.refund, currency) or Money(0, currency),
            commission=_money(row, it.commission, currency) if it.commission else None,
            share=_money(row, it.share, currency) if it.share else None,
        )

    def _links(self, goods: Goods, rows: Sequence[Row]) -> Mapping[object, Sequence[Link]]:
        link = goods.link
        if isinstance(link, OwnColumns):
            return {row["id"]: [_link(link, row, row, row)] for row in rows}
        items = self._rows(link.items, link.item, [row["id"] for row in rows])
        orders = {row["id"]: row for row in self._rows(link.orders, "id", [item[link.order] for item in items])}
        found: defaultdict[object, list[Link]] = defaultdict(list)
        for item in items:
            if item[link.order] in orders:
                found[item[link.item]].append(_link(link, orders[item[link.order]], item, orders[item[link.order]]))
        return found

    def _end(self, way: Way, row: Row) -> Any:
        """Where a way from ``row`` leads; each row on it is looked up once."""
        key = row[way.column]
        for table, column in way.steps:
            if (table, column, key) not in self._ends:
                found = self._rows(table, "id", [key])
                self._ends[table, column, key] = found[0][column] if found else None
            key = self._ends[table, column, key]
        return key

    def _rows(self, table: str, column: str, values: Collection[Any]) -> list[Row]:
        return self._ledger.rows(table, **{column: list(values)}) if values else []


def _link(link: OwnColumns | ThroughOrders, payment: Row, price: Row, sold: Row) -> Link:
    amount = _money(price, link.price) or NOTHING
    return Link(payment[link.intent] or "", payment[link.session] or "", amount, _has(sold, link.sold))


def _has(row: Row, words: Words) -> bool:
    return all(row[name] in value if isinstance(value, tuple) else row[name] == value for name, value in words.items())


def _money(row: Row, column: str, currency: str = "gbp") -> Money | None:
    """``None`` for NULL and for fractions of a penny, which are no amount."""
    try:
        return row.money(column, currency or "gbp")
    except NotAnAmount:
        return None

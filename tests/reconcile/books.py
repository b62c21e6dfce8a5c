"""The ledger of a made-up shop, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests.reconcile.world import PLACES, Item, Record, Sale, Shop

MANY = 5000
Rows = dict[str, list[dict[str, Any]]]
BOOKS = sa.MetaData()
PAYMENTS = sa.Table(
    "shop_payment",
    BOOKS,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("intent", sa.String(255)),
    sa.Column("session", sa.String(255)),
    sa.Column("buyer_id", sa.Integer),
    sa.Column("total", sa.Numeric(12, 4)),
    sa.Column("currency", sa.String(3)),
    sa.Column("status", sa.String(20)),
    sa.Column("refund", sa.Numeric(12, 4)),
    sa.Column("commission", sa.Numeric(12, 4)),
    sa.Column("share", sa.Numeric(12, 4)),
    sa.Column("created_at", sa.DateTime(timezone=True)),
)
DOWNLOADS = sa.Table(
    "shop_download",
    BOOKS,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("film_id", sa.Integer),
    sa.Column("buyer_id", sa.Integer),
    sa.Column("state", sa.String(20)),
    sa.Column("price", sa.Numeric(12, 4)),
    sa.Column("intent", sa.String(255)),
    sa.Column("session", sa.String(255)),
    sa.Column("paid_at", sa.DateTime(timezone=True)),
)
LESSONS = sa.Table(
    "shop_lesson",
    BOOKS,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("teacher_id", sa.Integer),
    sa.Column("buyer_id", sa.Integer),
    sa.Column("state", sa.String(20)),
)
ORDERS = sa.Table(
    "shop_order",
    BOOKS,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("state", sa.String(20)),
    sa.Column("intent", sa.String(255)),
    sa.Column("session", sa.String(255)),
    sa.Column("paid_at", sa.DateTime(timezone=True)),
)
ORDER_ITEMS = sa.Table(
    "shop_orderitem",
    BOOKS,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("order_id", sa.String(40)),
    sa.Column("lesson_id", sa.Integer),
    sa.Column("price", sa.Numeric(12, 4)),
)


def write(shop: Shop, url: sa.URL) -> None:
    """All rows of the shop; the database is empty before."""
    engine = sa.create_engine(url)
    BOOKS.create_all(engine)
    with engine.begin() as connection:
        for rows in _batches(shop):
            for table in BOOKS.sorted_tables:
                if rows[table.name]:
                    connection.execute(sa.insert(table), rows[table.name])
    engine.dispose()


def _batches(shop: Shop) -> Iterator[Rows]:
    rows: Rows = {table.name: [] for table in BOOKS.sorted_tables}
    for sale in shop:
        for record in sale.records:
            rows["shop_payment"].append(_record(sale, record))
        for item in sale.items:
            _add(rows, sale, item)
        if len(rows["shop_payment"]) >= MANY:
            yield rows
            rows = {table.name: [] for table in BOOKS.sorted_tables}
    yield rows


def _record(sale: Sale, record: Record) -> dict[str, Any]:
    def stored(amount: int | str | None) -> Decimal | None:
        return _stored(amount, record.currency)

    return {
        "intent": record.pay.intent if record.intent is None else record.intent,
        "session": record.pay.session if record.session is None else record.session,
        "buyer_id": sale.number,
        "total": stored(record.total),
        "currency": record.currency,
        "status": record.status,
        "refund": stored(record.refund),
        "commission": stored(record.commission),
        "share": stored(record.share),
        "created_at": _moment(record.pay.at + 2),
    }


def _add(rows: Rows, sale: Sale, item: Item) -> None:
    pay = item.pay
    linked = {
        "intent": pay.intent if pay else None,
        "session": item.session or (pay.session if pay else ""),
        "paid_at": _moment((pay or sale.pay).at + 3),
    }
    price = _stored(item.price, sale.pay.currency)
    if item.kind == "download":
        rows["shop_download"].append(
            {
                "film_id": item.film,
                "buyer_id": sale.number,
                "state": "open" if item.owned else "withdrawn",
                "price": price,
                **linked,
            }
        )
        return
    if not any(row["id"] == item.key for row in rows["shop_lesson"][-8:]):
        state = "paid" if item.owned else "cancelled"
        rows["shop_lesson"].append({"id": item.key, "teacher_id": 1, "buyer_id": sale.number, "state": state})
    order = f"order {pay.id}" if pay else f"order {item.key} by hand"
    if not any(row["id"] == order for row in rows["shop_order"][-8:]):
        rows["shop_order"].append({"id": order, "state": "paid" if item.owned else "refunded", **linked})
    rows["shop_orderitem"].append({"order_id": order, "lesson_id": item.key, "price": price})


def _stored(amount: int | str | None, currency: str) -> Decimal | None:
    """As the site stores it: major units."""
    if amount is None:
        return None
    return Decimal(amount) if isinstance(amount, str) else Decimal(amount) / PLACES.get(currency, 100)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)

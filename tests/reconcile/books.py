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
NUMBER, AMOUNT, WORD, MOMENT = sa.Integer(), sa.Numeric(12, 4), sa.String(20), sa.DateTime(timezone=True)
STRIPE_ID, ORDER_ID = sa.String(255), sa.String(40)


def _table(name: str, **columns: Any) -> sa.Table:
    """The first of ``columns`` is the key."""
    key, *others = columns
    return sa.Table(
        name,
        BOOKS,
        sa.Column(key, columns[key], primary_key=True),
        *(sa.Column(other, columns[other]) for other in others),
    )


PAYMENTS = _table(
    "shop_payment",
    id=NUMBER,
    intent=STRIPE_ID,
    session=STRIPE_ID,
    buyer_id=NUMBER,
    total=AMOUNT,
    currency=sa.String(3),
    status=WORD,
    refund=AMOUNT,
    commission=AMOUNT,
    share=AMOUNT,
    created_at=MOMENT,
)
DOWNLOADS = _table(
    "shop_download",
    id=NUMBER,
    film_id=NUMBER,
    buyer_id=NUMBER,
    state=WORD,
    price=AMOUNT,
    intent=STRIPE_ID,
    session=STRIPE_ID,
    paid_at=MOMENT,
)
LESSONS = _table("shop_lesson", id=NUMBER, teacher_id=NUMBER, buyer_id=NUMBER, state=WORD)
ORDERS = _table("shop_order", id=ORDER_ID, state=WORD, intent=STRIPE_ID, session=STRIPE_ID, paid_at=MOMENT)
ORDER_ITEMS = _table("shop_orderitem", id=NUMBER, order_id=ORDER_ID, lesson_id=NUMBER, price=AMOUNT)


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

"""What a chart names, as one SELECT each for the payments and for every kind of goods: for whoever reads all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Label, Select, Table, and_, case, literal, null, select

from pennydrop.bookkeeping.chart import Chart, Goods, OwnColumns, Payments, Words
from pennydrop.ledger.query import conditions

if TYPE_CHECKING:
    from pennydrop.ledger.schema import Schema


def needed_with_dates(chart: Chart) -> dict[str, set[str]]:
    """The columns these SELECTs read, by table: what the chart needs, and the dates it names."""
    needed = chart.needed()
    if chart.payments.created:
        needed[chart.payments.table].add(chart.payments.created)
    for goods in chart.goods:
        if goods.link.paid:
            table = goods.table if isinstance(goods.link, OwnColumns) else goods.link.orders
            needed[table].add(goods.link.paid)
    return needed


def select_records(schema: Schema, payments: Payments) -> Select[Any]:
    """``key intent session total currency status refunded commission share created``, one row for each record."""
    table = schema.table(payments.table)
    wanted = {
        "key": "id",
        "intent": payments.intent,
        "session": payments.session,
        "total": payments.total,
        "currency": payments.currency,
        "status": payments.status,
        "refunded": payments.refund,
        "commission": payments.commission,
        "share": payments.share,
        "created": payments.created,
    }
    return select(*(_column(schema, table, name, label) for label, name in wanted.items()))


def select_goods(schema: Schema, goods: Goods) -> Select[Any]:
    """``key intent session price owned sold paid`` and the columns of ``same``: one row for each thing and payment that
    is said to have bought it. What no order names has no row: nobody has paid for it."""
    thing, link = schema.table(goods.table), goods.link
    if isinstance(link, OwnColumns):
        priced = ordered = thing
        source: Any = thing
    else:
        priced, ordered = schema.table(link.items), schema.table(link.orders)
        source = thing.join(priced, schema.column(priced, link.item) == schema.column(thing, "id")).join(
            ordered, schema.column(priced, link.order) == schema.column(ordered, "id")
        )
    same = (_column(schema, thing, name, f"same_{number}") for number, name in enumerate(goods.same))
    return select(
        _column(schema, thing, "id", "key"),
        _column(schema, ordered, link.intent, "intent"),
        _column(schema, ordered, link.session, "session"),
        _column(schema, priced, link.price, "price"),
        _said(schema, thing, goods.owned).label("owned"),
        _said(schema, ordered, link.sold).label("sold"),
        _column(schema, ordered, link.paid, "paid"),
        *same,
    ).select_from(source)


def _column(schema: Schema, table: Table, name: str, label: str) -> Label[Any]:
    """NULL for a column that the chart leaves out."""
    return (schema.column(table, name) if name else null()).label(label)


def _said(schema: Schema, table: Table, words: Words) -> ColumnElement[int]:
    """1 for a row that has these words, 0 for others."""
    return case((and_(True, *conditions(schema, table, words)), literal(1)), else_=literal(0))

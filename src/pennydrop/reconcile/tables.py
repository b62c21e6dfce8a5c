"""The tables that are compared, made of what both sides have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.reconcile.engine import filled, load, quoted
from pennydrop.reconcile.macros import macros
from pennydrop.reconcile.matching import MATCHING
from pennydrop.reconcile.spool import Spool
from pennydrop.reconcile.views import VIEWS

if TYPE_CHECKING:
    import duckdb

    from pennydrop.bookkeeping.chart import Chart

CHANGED = (
    "id VARCHAR, moment BIGINT, amount BIGINT, currency VARCHAR, status VARCHAR, charge VARCHAR, intent VARCHAR,"
    " charged BIGINT, charge_amount BIGINT, charge_returned BIGINT, charge_currency VARCHAR, charge_status VARCHAR"
)
SPOOLED = {
    "session": "id VARCHAR, intent VARCHAR, payment VARCHAR, ours BOOLEAN, likeness VARCHAR",
    "charge": "id VARCHAR, intent VARCHAR, moment BIGINT, amount BIGINT, returned BIGINT, currency VARCHAR,"
    " status VARCHAR, card VARCHAR, fee BIGINT",
    "refund": CHANGED,
    "dispute": CHANGED,
    "payout": "id VARCHAR, moment BIGINT, amount BIGINT, currency VARCHAR, status VARCHAR, failure VARCHAR",
    "record": "key VARCHAR, intent VARCHAR, session VARCHAR, total VARCHAR, currency VARCHAR, status VARCHAR,"
    " refunded VARCHAR, commission VARCHAR, share VARCHAR, moment DOUBLE",
    "item": "kind VARCHAR, key VARCHAR, intent VARCHAR, session VARCHAR, price VARCHAR, owned BOOLEAN, sold BOOLEAN,"
    " moment DOUBLE, alike VARCHAR",
}


def build(connection: duckdb.DuckDBPyConnection, spool: Spool, chart: Chart) -> dict[str, str]:
    """All tables from the spool's files; what :func:`filled` puts for ``$since`` and the like."""
    connection.execute(macros(chart))
    for name, columns in SPOOLED.items():
        load(connection, spool.path(name), f"{name}_said" if name in ("record", "item") else name, columns)
    words = {
        "since": str(spool.question.since.timestamp()),
        "until": str(spool.question.until.timestamp()),
        "settled": str(spool.question.settled.timestamp()),
        "completed": quoted(chart.payments.completed),
        "refunded": quoted(chart.payments.refunded),
        "splits": str(bool(chart.payments.commission)).lower(),
    }
    for statement in (*MATCHING, *VIEWS):
        connection.execute(filled(statement, words))
    return words

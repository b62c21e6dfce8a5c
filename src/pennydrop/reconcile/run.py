"""The whole of it: read both sides, build the tables, look for every kind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.chart_setting import named_chart, offered
from pennydrop.gateway.pages import Pages
from pennydrop.ledger import Ledger
from pennydrop.reconcile import ledger_side, stripe_side
from pennydrop.reconcile.days import days
from pennydrop.reconcile.engine import filled, opened
from pennydrop.reconcile.kinds import KINDS
from pennydrop.reconcile.kinds.days import PERIODS
from pennydrop.reconcile.lookups import MOST, look_up
from pennydrop.reconcile.result import Reconciliation, Work
from pennydrop.reconcile.spool import Spool
from pennydrop.reconcile.tables import build

if TYPE_CHECKING:
    import duckdb

    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.settings import Settings

Told = Callable[[str, int], None]
FIGURES = """
SELECT 'payments', count(*) FILTER (ours AND NOT earlier) FROM entry
UNION ALL SELECT 'payments_compared', count(*) FILTER (judged AND NOT earlier) FROM entry
UNION ALL SELECT 'payments_too_young', count(*) FILTER (young AND ours AND NOT earlier) FROM entry
UNION ALL SELECT 'payments_of_others', count(*) FILTER (NOT ours AND NOT earlier) FROM entry
UNION ALL SELECT 'refunds', count(*) FROM refund
UNION ALL SELECT 'disputes', count(*) FROM dispute
UNION ALL SELECT 'records', count(*) FROM record
UNION ALL SELECT 'goods', count(*) FROM item
"""


@contextmanager
def reconciled(settings: Settings, spool: Spool, told: Told, pages: Pages | None = None) -> Iterator[Reconciliation]:
    """Both sides compared; what was read is removed at the end of the block, and kept if anything goes wrong."""
    begun = time.monotonic()
    ledger = Ledger.of(settings)
    with pages or Pages(settings) as pages:
        try:
            whole = named_chart(settings.golive.chart)
            chart = offered(whole, ledger)
            # The ledger first: what happens at Stripe meanwhile is then too young, not missing.
            ledger_side.fetch(ledger, chart, spool, told)
        finally:
            ledger.close()
        account = pages.account()
        for listing in stripe_side.listings(chart):
            stripe_side.fetch(pages, spool, listing, told)
        with opened(spool.folder / "compared.duckdb") as connection:
            words = build(connection, spool, chart)
            unasked = look_up(connection, pages, spool, told)
            counts = _look(connection, words, told)
            work = Work(pages.requests, pages.paused, pages.seconds, time.monotonic() - begun - pages.seconds)
            yield Reconciliation(
                question=spool.question,
                account=account,
                figures=dict(connection.execute(FIGURES).fetchall()),
                counts=counts,
                days=days(connection),
                payouts=connection.execute(
                    "SELECT status, currency, count(*), sum(amount)::BIGINT FROM payout GROUP BY ALL ORDER BY ALL"
                ).fetchall(),
                work=work,
                notes=list(_notes(whole, chart, unasked)),
                resumed=spool.resumed,
                _connection=connection,
            )
    spool.remove()


def _look(connection: duckdb.DuckDBPyConnection, words: dict[str, str], told: Told) -> dict[str, int]:
    """Fill the table of findings; how many there are of each kind that was found."""
    connection.execute("CREATE TABLE finding (kind VARCHAR, id VARCHAR, moment DOUBLE, stripe VARCHAR, ledger VARCHAR)")
    connection.execute(filled(PERIODS, words))
    counts: dict[str, int] = {}
    for number, kind in enumerate(KINDS, 1):
        query = filled(kind.query, words)
        connection.execute(f"INSERT INTO finding SELECT '{kind.id}', id, moment, stripe, ledger FROM ({query})")  # noqa: S608 - our own
        [(many,)] = connection.execute("SELECT count(*) FROM finding WHERE kind = ?", [kind.id]).fetchall()
        if many:
            counts[kind.id] = many
        told("kind", number)
    return counts


def _notes(whole: Chart, chart: Chart, unasked: int) -> Iterator[str]:
    """What could not be looked at, and why."""
    for goods in whole.goods:
        if goods not in chart.goods:
            yield f"goods called {goods.name!r} were not looked at: the database has no table {goods.table}"
    if not chart.payments.created:
        yield "the chart of accounts names no `created` of its payments: records without a payment were not looked for"
    if unasked:
        yield (
            f"{unasked} ids of the ledger are in none of Stripe's lists of this period; Stripe was asked about {MOST}"
            " of them, the others count as unknown"
        )

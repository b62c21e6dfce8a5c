"""The ledger's rows that the chart names, streamed into the spool from one snapshot of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pennydrop.bookkeeping.selects import needed_with_dates, select_goods, select_records
from pennydrop.ledger.snapshot import Snapshot, snapshot
from pennydrop.reconcile.spool import Spool

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart, Goods
    from pennydrop.ledger import Ledger

Told = Callable[[str, int], None]
STEP = 10_000  # rows between two words about it


def fetch(ledger: Ledger, chart: Chart, spool: Spool, told: Told) -> None:
    """Both tables, unless the run that was interrupted has read them: they belong to its moment."""
    if spool.progress("record").complete and spool.progress("item").complete:
        return
    ledger.require(needed_with_dates(chart))
    with snapshot(ledger.url) as taken:
        _keep(spool, "record", _records(taken, ledger, chart), told)
        _keep(spool, "item", _items(taken, ledger, chart), told)


def _keep(spool: Spool, name: str, rows: Iterator[list[Any]], told: Told) -> None:
    spool.forget(name)  # half a snapshot is none
    with spool.appending(name) as page:
        page.write(_counted(rows, name, told))
        page.save(complete=True)


def _counted(rows: Iterator[list[Any]], name: str, told: Told) -> Iterator[list[Any]]:
    count = 0
    for row in rows:
        count += 1
        if count % STEP == 0:
            told(name, count)
        yield row
    told(name, count)


def _records(taken: Snapshot, ledger: Ledger, chart: Chart) -> Iterator[list[Any]]:
    for *values, created in taken.rows(select_records(ledger.schema, chart.payments)):
        yield [*values, _stamp(created)]


def _items(taken: Snapshot, ledger: Ledger, chart: Chart) -> Iterator[list[Any]]:
    for goods in chart.goods:
        for key, intent, session, price, owned, sold, paid, *same in taken.rows(select_goods(ledger.schema, goods)):
            yield [goods.table, key, intent, session, price, owned, sold, _stamp(paid), _alike(goods, same)]


def _alike(goods: Goods, same: list[Any]) -> str:
    """What no two rows that are owned may have in common."""
    return "\x1f".join([goods.table, *map(str, same)])


def _stamp(value: Any) -> float | None:
    """Seconds since 1970; a moment without a time zone is UTC."""
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()

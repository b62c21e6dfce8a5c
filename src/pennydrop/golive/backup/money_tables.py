"""The tables whose rows are compared: those that money stands in."""

from __future__ import annotations

from pennydrop.bookkeeping.chart import Chart, ThroughOrders
from pennydrop.bookkeeping.chart_setting import named_chart
from pennydrop.errors import LedgerMismatch
from pennydrop.golive.backup.states import State
from pennydrop.ledger.names import Names
from pennydrop.settings import Settings


def money_tables(settings: Settings) -> tuple[str, ...]:
    """``golive.money_tables``, or else those of the chart of accounts, as the site calls them."""
    if settings.golive.money_tables:
        return settings.golive.money_tables
    names = Names(settings.table_names, settings.column_names)
    return tuple(dict.fromkeys(names.of_table(table) for table in _of_chart(named_chart(settings.golive.chart))))


def to_compare(settings: Settings, state: State) -> tuple[tuple[str, ...], bool]:
    """The tables of money that the site has; while those are empty they prove nothing, and it is all tables (True).

    ``LedgerMismatch`` if one is missing that the site has to have: any that was named, or the chart's of payments.
    """
    wanted = money_tables(settings)
    there = []
    for table in wanted:
        try:
            there.append(state.shape(table))
        except LedgerMismatch as missing:
            # A shop need not offer everything that the chart knows of.
            if settings.golive.money_tables or table == wanted[0]:
                raise LedgerMismatch(
                    f"{missing}: set PENNYDROP_GOLIVE__MONEY_TABLES to the site's own tables of money"
                ) from None
    if any(state.tally(shape).rows for shape in there):
        return tuple(shape.table for shape in there), False
    return tuple(sorted(state.tables())), True


def _of_chart(chart: Chart) -> list[str]:
    tables = [chart.payments.table]
    for goods in chart.goods:
        tables.append(goods.table)
        if isinstance(goods.link, ThroughOrders):
            tables += [goods.link.orders, goods.link.items]
    return tables

"""The report for the tax office still has the sales that were refunded.

Dashboard and report were written by two people: one subtracts refunds, the other lists what was sold.
"""

from __future__ import annotations

from dataclasses import replace as replaced
from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/finance/same_figures_everywhere.feature::what_was_refunded_contributes_nothing_to_any_of_them",)


def seed() -> None:
    from pennydrop.demo.payments.finance import profit_and_loss, sales_of

    def as_sold(*arguments: Any) -> Any:
        return [replaced(sale, refunded=Decimal(0), fee_kept=False) for sale in sales_of(*arguments)]

    replace(profit_and_loss, "sales_of", as_sold)

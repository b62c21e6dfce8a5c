"""The chosen range changes the heading of the report, and nothing else.

The form's field was renamed; the filter still asks for the old one and falls back to all time.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/finance/what_counts.feature::a_report_is_about_the_sales_of_its_days[30-gbp0.00]",)


def seed() -> None:
    from pennydrop.demo.payments.finance.periods import ALL_TIME, Period

    def whatever_was_chosen(cls: type[Period], chosen: str) -> Any:
        return ALL_TIME

    replace(Period, "last", classmethod(whatever_was_chosen))

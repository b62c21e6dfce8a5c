"""However long the chosen range, the report goes back thirty days.

The query was tuned with the default range and kept its constant.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/finance/what_counts.feature::a_report_is_about_the_sales_of_its_days[90-gbp44.99]",)


def seed() -> None:
    from pennydrop.demo.payments.finance import periods

    replace(periods, "DAYS", dict.fromkeys(periods.DAYS, 30))

"""A course that was cancelled too late for a refund disappears from the instructor's revenue.

The report counts active enrolments. The student's money was kept, and now nobody has earned it.
"""

from __future__ import annotations

from dataclasses import replace as replaced
from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/courses/cancelling.feature::after_seven_days_nothing_comes_back",)


def seed() -> None:
    from pennydrop.demo.courses import goods

    sale_of = goods.sale_of

    def of_active_enrolments(enrollment: Any) -> Any:
        sale = sale_of(enrollment)
        return sale if enrollment.is_active else replaced(sale, refunded=sale.price)

    replace(goods, "sale_of", of_active_enrolments)

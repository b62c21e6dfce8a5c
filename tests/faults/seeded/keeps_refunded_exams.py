"""An exam fee that was returned stays paid.

The handler of refunds withdraws lessons, places and courses; nobody told it of exams when they were added.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/exams/paying_the_fee.feature::a_fee_refunded_in_the_stripe_dashboard_is_no_longer_the_teacher_s",
)


def seed() -> None:
    from pennydrop.demo.exams.goods import ExamGoods

    def forgotten(self: ExamGoods, payment: Any) -> None:
        """Exams came later than refunds."""

    replace(ExamGoods, "withdraw", forgotten)

"""Of an order only one lesson can ever be refunded.

"Has this payment been refunded already?" is asked of the payment, not of the lesson: the second cancellation is
approved, and no money moves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/lessons/refunding_lessons.feature::the_last_lesson_is_refunded_like_the_first",)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    promise = refunds.promise

    def once(payment: Any, subject: str, amount: Decimal, source: Any, **columns: Any) -> Any:
        return promise(payment, subject.partition(":")[0], amount, source, **columns)

    replace(refunds, "promise", once)

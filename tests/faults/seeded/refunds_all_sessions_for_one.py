"""Whoever gives one session back has the whole payment returned.

``Refund.create(payment_intent=...)`` without an amount refunds all of it: right as long as carts hold one item.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/workshops/one_of_several.feature::one_of_three_sessions_is_given_back_the_others_stay",)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    promise = refunds.promise

    def all_of_it(payment: Any, subject: str, amount: Any, source: Any, **columns: Any) -> Any:
        return promise(payment, subject, payment.total_amount, source, **columns)

    replace(refunds, "promise", all_of_it)

"""Money that bought nothing goes back once, and is booked twice.

Once by who sends it back, and once more when the total of the payment is worked out. Accountants find it at the end of
the year.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SEEN_BY = "books"
SCENARIOS = ("features/races/last_place.feature::who_pays_second_for_the_last_place_gets_the_money_back_and_is_told",)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    update = refunds.update_totals

    def update_and_add(payment: Any) -> None:
        update(payment)
        if payment.refund_amount >= payment.total_amount and payment.refunds.filter(source="return").exists():
            payment.refund_amount *= 2
            payment.save(update_fields=["refund_amount"])

    replace(refunds, "update_totals", update_and_add)

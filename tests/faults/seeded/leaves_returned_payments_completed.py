"""A payment that bought nothing goes back in full, and stays on record as completed.

Only cancellations close a payment; what the site returns of its own accord was added later, elsewhere.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 11
SEEN_BY = "books"
SCENARIOS = ("features/races/last_place.feature::who_pays_second_for_the_last_place_gets_the_money_back_and_is_told",)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    update = refunds.update_totals

    def update_and_reopen(payment: Any) -> None:
        update(payment)
        if payment.refunds.filter(source="return").exists():
            payment.status = "completed"
            payment.save(update_fields=["status"])

    replace(refunds, "update_totals", update_and_reopen)

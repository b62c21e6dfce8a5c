"""Payments are recorded in the currency of the company, whatever the customer was charged in.

The column was added for the accountants, filled with a constant from the settings, and no page shows it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 8
SEEN_BY = "books"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told",
    "features/races/leaving_after_paying.feature::who_was_signed_out_meanwhile_has_paid_all_the_same",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    record = fulfilment.record_payment

    def record_in_euros(session: Any, checkout: Any) -> Any:
        payment = record(session, checkout)
        payment.currency = "eur"
        payment.save(update_fields=["currency"])
        return payment

    replace(fulfilment, "record_payment", record_in_euros)

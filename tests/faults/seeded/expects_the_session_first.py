"""The payment is recorded as pending, and only ``payment_intent.succeeded`` completes it.

That event usually comes *before* the session's, finds no record and is dropped: the status never becomes final.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 1
SCENARIOS = (
    "features/webhooks/repeated_events.feature::the_order_of_stripe_s_events_does_not_matter[payment_intent_succeeded-checkout_session_completed]",
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import StripePayment

    record_payment = fulfilment.record_payment

    def record_as_pending(*args: Any) -> StripePayment:
        payment = record_payment(*args)
        payment.status, payment.completed_at = StripePayment.Status.PENDING, None
        payment.save()
        return payment

    replace(fulfilment, "record_payment", record_as_pending)

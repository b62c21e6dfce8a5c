"""A late message about the payment writes Stripe's word for "paid" over the site's own.

``payment.status = intent["status"]`` looks harmless as long as the message comes first and finds no record. When
it comes last, the record says "succeeded", and every report looks for "completed".
"""

from __future__ import annotations

from typing import Any

FAMILY = 11
SCENARIOS = (
    "features/webhooks/repeated_events.feature::the_order_of_stripe_s_events_does_not_matter[checkout_session_completed-payment_intent_succeeded]",
)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    def copy_status(intent: dict[str, Any]) -> None:
        StripePayment.objects.filter(stripe_payment_intent_id=str(intent.get("id"))).update(status=intent["status"])

    events.HANDLERS["payment_intent.succeeded"] = copy_status

"""News of a declined attempt that comes after the payment marks it as failed.

The customer was refused once and has paid with another card; the older message took longer.
"""

from __future__ import annotations

from typing import Any

FAMILY = 1
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/refused_cards.feature::after_a_refused_card_the_same_checkout_takes_another[reorder]",
    "features/lessons/refused_cards.feature::after_a_refused_card_the_same_checkout_takes_another[order-231]",
)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    def mark_failed(intent: dict[str, Any]) -> None:
        payment = StripePayment.objects.filter(stripe_payment_intent_id=str(intent.get("id")))
        payment.update(status=StripePayment.Status.FAILED)

    events.HANDLERS["payment_intent.payment_failed"] = mark_failed

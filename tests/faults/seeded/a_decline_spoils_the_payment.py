"""One declined attempt marks the payment as failed for good.

``payment_intent.payment_failed`` closes the checkout, although the customer is still at Stripe and pays with another
card a moment later.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 18
SCENARIOS = ("features/lessons/refused_cards.feature::after_a_refused_card_the_same_checkout_takes_another",)


def seed() -> None:
    from pennydrop.demo.payments import events, fulfilment
    from pennydrop.demo.payments.models import PaymentIntent

    settle = fulfilment.settle

    def mark_failed(intent: dict[str, Any]) -> None:
        PaymentIntent.lock(str(intent.get("id")))

    def skip_failed(session: dict[str, Any]) -> None:
        if not PaymentIntent.objects.filter(stripe_id=session.get("payment_intent")).exists():
            settle(session)

    events.HANDLERS["payment_intent.payment_failed"] = mark_failed
    replace(fulfilment, "settle", skip_failed)

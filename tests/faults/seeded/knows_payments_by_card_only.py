"""Payments that take days are switched on in the Stripe dashboard, and the site does not listen for their end.

The money arrives and nothing is delivered, or it does not and nobody is told.
"""

from __future__ import annotations

FAMILY = 18
SCENARIOS = (
    "features/webhooks/slow_payments.feature::when_the_money_arrives_everything_is_delivered",
    "features/webhooks/slow_payments.feature::when_the_money_does_not_arrive_the_customer_is_told",
)


def seed() -> None:
    from pennydrop.demo.payments import events

    del events.HANDLERS["checkout.session.async_payment_succeeded"]
    del events.HANDLERS["checkout.session.async_payment_failed"]

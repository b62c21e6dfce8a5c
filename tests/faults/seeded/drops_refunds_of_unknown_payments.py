"""News of a refund is dropped when the payment is not known yet.

Stripe promises no order. The confirmation that comes later delivers goods whose money went back long ago.
"""

from __future__ import annotations

from typing import Any

FAMILY = 1
SCENARIOS = (
    "features/webhooks/early_and_old_refunds.feature::a_payment_refunded_before_the_site_has_heard_of_it_gives_nothing_away[lessons]",
    "features/webhooks/early_and_old_refunds.feature::a_payment_refunded_before_the_site_has_heard_of_it_gives_nothing_away[course]",
)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    charge_refunded = events.HANDLERS["charge.refunded"]

    def if_known(charge: dict[str, Any]) -> None:
        if StripePayment.objects.filter(stripe_payment_intent_id=charge.get("payment_intent")).exists():
            charge_refunded(charge)

    events.HANDLERS["charge.refunded"] = if_known

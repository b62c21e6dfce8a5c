"""Old news that a payment has succeeded makes a refunded payment a completed one again.

The handler sets the status without looking at the one there is. Messages come late and twice, and the last one wins.
"""

from __future__ import annotations

from typing import Any

FAMILY = 11
SCENARIOS = (
    "features/webhooks/early_and_old_refunds.feature::old_news_of_the_payment_revives_nothing_that_was_refunded",
)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    def complete(intent: dict[str, Any]) -> None:
        known = StripePayment.objects.filter(stripe_payment_intent_id=str(intent.get("id")))
        known.update(status=StripePayment.Status.COMPLETED)

    events.HANDLERS["payment_intent.succeeded"] = complete

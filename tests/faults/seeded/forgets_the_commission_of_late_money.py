"""The platform takes no commission of payments whose money comes days later.

They are booked by another message than all others, in code that was copied before there was a commission.
"""

from __future__ import annotations

from typing import Any

FAMILY = 17
SEEN_BY = "books"
SCENARIOS = ("features/webhooks/slow_payments.feature::when_the_money_arrives_everything_is_delivered",)


def seed() -> None:
    from django.db.models import F

    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import StripePayment

    late = "checkout.session.async_payment_succeeded"
    paid = events.HANDLERS[late]

    def without_commission(session: Any) -> None:
        paid(session)
        of_session = StripePayment.objects.filter(stripe_checkout_session_id=session["id"])
        of_session.update(platform_commission=0, teacher_share=F("total_amount"))

    events.HANDLERS[late] = without_commission

"""An event about something unknown makes the webhook fail.

``objects.get()`` where there may be nothing, or a list of event types without an ``else``: Stripe gets a 500 and tries
again for days.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 19
SCENARIOS = ("features/webhooks/unknown_events.feature::events_about_something_unknown_are_acknowledged",)


def seed() -> None:
    from pennydrop.demo.payments import events
    from pennydrop.demo.payments.models import Checkout, StripePayment

    dispatch = events.dispatch

    def insist(event: dict[str, Any]) -> None:
        subject = event["data"]["object"]
        if event["type"].startswith("checkout"):
            Checkout.objects.get(session_id=subject["id"])
        else:
            StripePayment.objects.get(stripe_payment_intent_id=subject["id"])
        dispatch(event)

    replace(events, "dispatch", insist)

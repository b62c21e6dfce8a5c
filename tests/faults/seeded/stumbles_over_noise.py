"""The webhook breaks on a body that is no JSON.

``json.loads`` stands outside the ``try``: noise is answered with 500, which Stripe's dashboard counts as an outage of
the endpoint, and which asks whoever sends it to try again.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 19
SCENARIOS = ("features/webhooks/forged_requests.feature::confirmations_that_stripe_did_not_send_are_refused",)


def seed() -> None:
    from django.db import DatabaseError

    from pennydrop.demo.payments import webhook

    read_event = webhook.read_event

    def or_break(request: Any) -> dict[str, Any]:
        if not request.body.rstrip().endswith(b"}"):
            raise DatabaseError("cannot read the event")
        return read_event(request)

    replace(webhook, "read_event", or_break)

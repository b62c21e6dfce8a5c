"""A delivery is taken for a repetition when its signature has been seen.

It looks like a protection against replays, and every test that sends the same request twice passes. Stripe signs each
attempt anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.faults.breaking import replace
from tests.faults.handled import handle_once

if TYPE_CHECKING:
    from django.http import HttpRequest

FAMILY = 2
SCENARIOS = (
    "features/webhooks/disturbed_deliveries.feature::a_purchase_that_meets_disturbance_is_one_purchase[lost_answer]",
)
SIGNATURE = "signature"


def seed() -> None:
    from pennydrop.demo.payments import webhook

    read_event = webhook.read_event

    def with_signature(request: HttpRequest) -> dict[str, Any]:
        return read_event(request) | {SIGNATURE: request.headers["Stripe-Signature"]}

    handle_once(lambda event: str(event[SIGNATURE]))
    replace(webhook, "read_event", with_signature)

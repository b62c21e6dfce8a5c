"""The webhook accepts a signature of any age.

A tolerance of ``None`` or a home-made HMAC check: whoever has recorded one true event can send it again for ever.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 9
SCENARIOS = ("features/webhooks/forged_requests.feature::confirmations_that_stripe_did_not_send_are_refused",)


def seed() -> None:
    from pennydrop.demo.payments import webhook

    replace(webhook, "TOLERANCE_SECONDS", 10**9)

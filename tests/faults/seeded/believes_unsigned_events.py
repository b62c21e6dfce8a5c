"""The webhook does not check Stripe's signature.

Usually a signature check that was switched off "for local testing", or an exception handler around it that goes on.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 9
SCENARIOS = ("features/webhooks/forged_requests.feature::confirmations_that_stripe_did_not_send_are_refused",)


def seed() -> None:
    import stripe

    replace(stripe.WebhookSignature, "verify_header", lambda *args, **options: True)

"""The webhook does not check Stripe's signature.

Usually a signature check that was switched off "for local testing", or an exception handler around it that goes on.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 9
SCENARIOS = (
    "features/webhooks/forged_requests.feature::a_confirmation_that_stripe_did_not_send_is_refused[an_unsigned]",
    "features/webhooks/forged_requests.feature::a_confirmation_that_stripe_did_not_send_is_refused[a_wrongly_signed]",
    "features/webhooks/forged_requests.feature::a_confirmation_that_stripe_did_not_send_is_refused[a_tampered]",
    "features/webhooks/forged_requests.feature::a_confirmation_that_stripe_did_not_send_is_refused[a_garbled]",
)


def seed() -> None:
    import stripe

    replace(stripe.WebhookSignature, "verify_header", lambda *args, **options: True)

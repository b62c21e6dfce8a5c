"""The client of Stripe's API gives up after a second.

Somebody has tightened every timeout after an outage elsewhere. On a slow day Stripe opens a Checkout that the site no
longer waits for, and the customer is told that paying is impossible.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 3
SCENARIOS = ("features/trouble/stripe_refuses.feature::a_slow_stripe_takes_patience_and_nothing_else",)


def seed() -> None:
    import stripe

    replace(stripe, "default_http_client", stripe.RequestsClient(timeout=1))

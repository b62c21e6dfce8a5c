"""When Stripe's answer to a refund is lost, the refund is asked for as if it were a new one.

The retry was written by hand, with a key of its own for each attempt.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SEEN_BY = "storm"
SCENARIOS = (
    "features/workshops/one_of_several.feature::one_of_three_sessions_is_given_back_the_others_stay[refund-lost-answer]",
)


def seed() -> None:
    import stripe

    create = stripe.Refund.create

    def twice(*, idempotency_key: str, **params: Any) -> Any:
        try:
            return create(**params)
        except stripe.APIError as lost:
            try:
                return create(**params)
            except stripe.StripeError:
                raise lost from None

    replace(stripe, "max_network_retries", 0)
    replace(stripe.Refund, "create", staticmethod(twice))

"""A refund counts as made because it was asked for.

The books and the page say "refunded" before Stripe has answered, and the answer is not looked at.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/trouble/refused_refunds.feature::a_course_refund_that_stripe_refuses_is_not_claimed_to_be_made",
    "features/trouble/refused_refunds.feature::a_workshop_refund_that_stripe_refuses_is_not_claimed_to_be_made",
    "features/trouble/refused_refunds.feature::a_lesson_refund_that_stripe_refuses_is_not_claimed_to_be_made",
)


def seed() -> None:
    import stripe

    create = stripe.Refund.create

    def never_fails(**parameters: Any) -> Any:
        try:
            return create(**parameters)
        except stripe.StripeError:
            return SimpleNamespace(id="re_never_made")

    replace(stripe.Refund, "create", never_fails)

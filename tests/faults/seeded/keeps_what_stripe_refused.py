"""An order stays when Stripe has refused to open a payment page for it.

The row is written first, the error is shown, and nobody takes the row back: the books fill with orders that nobody can
ever pay.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 4
SCENARIOS = (
    "features/lessons/lesson_cart.feature::less_than_stripe_takes_is_refused_and_nothing_is_lost",
    "features/trouble/stripe_refuses.feature::stripe_refuses_to_open_a_checkout_for_lessons",
)


def seed() -> None:
    from pennydrop.demo.payments import checkouts

    def keep(checkout: Any) -> None:
        pass

    replace(checkouts, "discard", keep)

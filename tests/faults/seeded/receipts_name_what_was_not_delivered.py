"""The receipt names the sum of the Checkout, also when a part of it could not be delivered and goes back.

It repeats the amount that was charged; the mail about the refund comes besides, and both together are wrong.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SEEN_BY = "books"
SCENARIOS = (
    "features/races/changing_the_cart.feature::of_two_sessions_the_one_that_was_cancelled_during_checkout_is_refunded_the_other_delivered",
)


def seed() -> None:
    from pennydrop.demo.workshops import notices

    registered = notices.registered

    def name_everything(checkout: Any, registrations: Any) -> None:
        first, *others = registrations
        if checkout.items.filter(state="returned").exists():
            first.payment_amount = checkout.amount - sum(one.payment_amount or 0 for one in others)
        registered(checkout, registrations)

    replace(notices, "registered", name_everything)

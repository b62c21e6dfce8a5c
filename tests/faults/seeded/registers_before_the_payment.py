"""The places are the customer's as soon as Checkout is open.

The rows are written before the redirect so that nobody else takes the place, and nothing tells them from paid ones.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = (
    "features/workshops/buying_sessions.feature::going_back_from_checkout_keeps_the_sessions_in_the_cart_and_takes_no_place",
    "features/workshops/whose_place.feature::before_payment_there_is_no_meeting_link",
)


def seed() -> None:
    from pennydrop.demo.workshops.goods import WorkshopGoods

    def register_at_once(self: WorkshopGoods, checkout: Any) -> None:
        for item in checkout.items.all():
            self.deliver(item, payment=None)

    replace(WorkshopGoods, "opened", register_at_once)

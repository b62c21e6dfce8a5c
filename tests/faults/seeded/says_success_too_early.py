"""The return page says "Payment Completed" whatever the database says.

A static page: the customer who opens it before the webhook has come, or without having paid, is told a lie.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 5
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::back_at_the_shop_before_stripe_has_confirmed_nothing_is_said_to_be_paid",
    "features/lessons/leaving_checkout.feature::typing_the_address_of_the_success_page_gives_nothing",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.models import Order

    replace(Order, "is_completed", property(lambda self: True))

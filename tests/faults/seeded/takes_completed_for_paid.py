"""A completed Checkout is taken for a paid one.

``payment_status`` is not looked at. With cards the two are the same; with a bank transfer the goods are gone days
before the money comes, or does not.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 18
SCENARIOS = (
    "features/webhooks/messages_that_do_not_match.feature::messages_that_say_something_wrong_of_a_checkout_deliver_nothing",
    "features/webhooks/slow_payments.feature::while_the_money_is_on_its_way_nothing_is_delivered",
    "features/webhooks/slow_payments.feature::when_the_money_does_not_arrive_the_customer_is_told",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    replace(fulfilment, "is_paid", lambda session: True)

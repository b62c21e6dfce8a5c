"""The amount and currency of a confirmation are not compared with what was asked for.

Signed is taken for right. An old session with yesterday's price, or one that somebody made by hand with our order's
number on it, delivers everything.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 9
SCENARIOS = (
    "features/webhooks/messages_that_do_not_match.feature::messages_that_say_something_wrong_of_a_checkout_deliver_nothing",
    "features/webhooks/messages_that_do_not_match.feature::the_true_confirmation_counts_whatever_false_ones_came_before",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    replace(fulfilment, "mismatch", lambda session, checkout: "")

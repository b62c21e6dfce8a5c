"""A student who is promoted from the waitlist takes part at once, paid or not.

There is one state for "has a place", written when the place is offered; the payment is expected to follow.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = (
    "features/waitlist/promoting.feature::a_place_is_offered_and_given_only_for_payment",
    "features/waitlist/passing_on.feature::a_place_given_back_is_offered_to_whoever_has_waited_longest",
    "features/waitlist/free_places.feature::nobody_else_can_use_the_link",
)


def seed() -> None:
    from pennydrop.demo.workshops import promotions

    offer = promotions.offer

    def give(registration: Any, reason: Any) -> None:
        offer(registration, reason)
        promotions.enter(registration)

    replace(promotions, "offer", give)

"""A full session with a waitlist can be put in the cart all the same.

"Full" is only asked where there is no waitlist: with one, the page shows no button, and that was thought to be enough.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/waitlist/waiting.feature::nobody_buys_past_the_waitlist",
    "features/waitlist/passing_on.feature::a_freed_place_is_sold_to_nobody_past_the_line",
)


def seed() -> None:
    from pennydrop.demo.workshops import cart
    from pennydrop.demo.workshops.places import FULL, why_not_bookable

    def unless_it_is_full(*asked: Any, **details: Any) -> str:
        reason = why_not_bookable(*asked, **details)
        return "" if reason == FULL else reason

    replace(cart, "why_not_bookable", unless_it_is_full)

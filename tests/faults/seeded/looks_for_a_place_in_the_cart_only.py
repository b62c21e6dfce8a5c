"""Whether there is a place is asked when a session goes into the cart, and never again.

Checkout takes minutes. Everybody who got to the cart in time gets a place, however few there are.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/races/last_place.feature::who_pays_second_for_the_last_place_gets_the_money_back_and_is_told",
    "features/races/last_place.feature::of_two_who_pay_for_the_last_place_at_the_same_moment_one_gets_it",
)


def seed() -> None:
    from pennydrop.demo.workshops import goods
    from pennydrop.demo.workshops.places import why_not_deliverable

    def however_full(session: Any, *buyer: Any) -> str:
        session.max_participants = 10**6
        return why_not_deliverable(session, *buyer)

    replace(goods, "why_not_deliverable", however_full)

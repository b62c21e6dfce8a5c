"""A refunded place in a workshop is not given free.

The counter goes up with a registration and is forgotten when it is undone: the session stays "full" with empty chairs.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/refunds/dashboard_refunds.feature::a_workshop_place_refunded_in_full_is_free_again",
    "features/workshops/cancelling.feature::with_seven_days_notice_the_whole_price_comes_back",
)


def seed() -> None:
    from pennydrop.demo.workshops import cancellations, goods

    def keep_it(session: Any) -> None:
        """The registration is cancelled; its place is nobody's."""

    replace(goods, "offer_free_places", keep_it)
    replace(cancellations, "offer_free_places", keep_it)

"""The mail that offers a place does not say that it has to be paid.

One template for free and for priced workshops, written when there were only free ones.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/waitlist/promoting.feature::a_place_is_offered_and_given_only_for_payment",
    "features/waitlist/lapsed_offers.feature::a_place_not_taken_in_time_goes_to_the_next",
)


def seed() -> None:
    from pennydrop.demo.workshops import promotion_notices

    spot_available = promotion_notices.spot_available

    def as_if_it_were_free(registration: Any) -> None:
        registration.session.workshop.price = 0
        spot_available(registration)
        registration.session.workshop.refresh_from_db()

    replace(promotion_notices, "spot_available", as_if_it_were_free)

"""An offered place is held for ever.

The deadline is written down and mailed, and nothing ever looks at it: the job that should was never scheduled.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/waitlist/lapsed_offers.feature::a_place_not_taken_in_time_goes_to_the_next",
    "features/waitlist/lapsed_offers.feature::the_link_in_the_mail_says_that_it_is_too_late",
    "features/waitlist/lapsed_offers.feature::what_was_not_taken_in_time_cannot_be_paid",
    "features/waitlist/taking_the_place.feature::money_that_comes_when_the_place_is_gone_goes_back",
)


def seed() -> None:
    from pennydrop.demo.workshops import promotions

    lapsed = promotions.lapsed

    def nothing() -> Any:
        return lapsed().none()

    replace(promotions, "lapsed", nothing)

"""Whoever gets a place from the waitlist gets no confirmation; instructors do not hear of it either.

The mails hang on the cart's way of buying; the other way to a place was added later.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/waitlist/taking_the_place.feature::whoever_was_promoted_pays_and_takes_part",
    "features/waitlist/free_places.feature::a_free_place_is_confirmed_by_the_link_in_the_mail",
    "features/waitlist/free_places.feature::a_free_place_given_back_is_the_next_one_s_at_once",
)


def seed() -> None:
    from pennydrop.demo.workshops import promotion_notices

    def nothing(registration: Any) -> None:
        """Nobody is told."""

    replace(promotion_notices, "paid", nothing)
    replace(promotion_notices, "registered", nothing)

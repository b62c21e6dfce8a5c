"""The instructor's list moves anybody to the participants, whatever the place costs.

A bulk action that sets a column: ``queryset.update(status=...)`` asks neither for a price nor for a free place.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/waitlist/promoting.feature::the_instructor_cannot_give_a_priced_place_away",)


def seed() -> None:
    from pennydrop.demo.workshops import promotions

    def move(registration: Any) -> bool:
        promotions.enter(registration)
        return True

    replace(promotions, "give_free_place", move)

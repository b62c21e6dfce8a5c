"""The page hides the button of what cannot be bought; the server sells it all the same.

The checks are conditions of the template. An old page, or a typed request, goes past them.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/workshops/what_cannot_be_bought.feature::a_full_session_is_not_sold",
    "features/workshops/what_cannot_be_bought.feature::a_session_that_cannot_be_attended_is_not_sold[cancelled-has_been_cancelled]",
    "features/workshops/what_cannot_be_bought.feature::a_session_that_cannot_be_attended_is_not_sold[over-has_already_occurred]",
    "features/workshops/what_cannot_be_bought.feature::a_session_that_cannot_be_attended_is_not_sold[no_longer_offered-is_not_available]",
    "features/workshops/what_cannot_be_bought.feature::a_workshop_that_is_not_published_is_not_sold",
    "features/workshops/what_cannot_be_bought.feature::nobody_buys_the_same_place_twice",
    "features/workshops/series.feature::one_session_of_a_series_cannot_be_bought_alone",
)


def seed() -> None:
    from pennydrop.demo.workshops import cart

    def always_bookable(*args: Any, **kwargs: Any) -> str:
        return ""

    replace(cart, "why_not_bookable", always_bookable)

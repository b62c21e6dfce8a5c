"""Of those who wait, whoever came last is served first.

A line kept newest first, as lists of registrations usually are, and read from its wrong end.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = ("features/waitlist/passing_on.feature::a_place_given_back_is_offered_to_whoever_has_waited_longest",)


def seed() -> None:
    from pennydrop.demo.workshops import promotions
    from pennydrop.demo.workshops.waitlist import waiting

    def backwards(session: Any) -> Any:
        return waiting(session).reverse()

    replace(promotions, "waiting", backwards)

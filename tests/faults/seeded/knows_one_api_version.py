"""Events of another API version are taken for somebody else's.

The version of an event is the account's or the endpoint's when it was made; a click in the dashboard changes it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[other-api-version]",
)
OLDEST = "2024"


def seed() -> None:
    from pennydrop.demo.payments import events

    dispatch = events.dispatch

    def of_known_versions(event: dict[str, Any]) -> None:
        if str(event.get("api_version")) >= OLDEST:
            dispatch(event)

    replace(events, "dispatch", of_known_versions)

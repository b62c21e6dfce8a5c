"""Events of another API version are taken for somebody else's.

The version of an event is the account's or the endpoint's when it was made; a click in the dashboard changes it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = (
    "features/webhooks/disturbed_deliveries.feature::a_purchase_that_meets_disturbance_is_one_purchase[other_api_version]",
)
OLDEST = "2024"


def seed() -> None:
    from pennydrop.demo.payments import events

    dispatch = events.dispatch

    def of_known_versions(event: dict[str, Any]) -> None:
        if str(event.get("api_version")) >= OLDEST:
            dispatch(event)

    replace(events, "dispatch", of_known_versions)

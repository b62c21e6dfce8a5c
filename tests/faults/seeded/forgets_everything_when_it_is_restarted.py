"""What was handled is remembered in the memory of the process.

It works until the next deployment: Stripe's repetition of a message whose answer was lost meets a site that has never
heard of it.
"""

from __future__ import annotations

import json

from tests.faults.handled import Event, handle_once

FAMILY = 2
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[restart-and-repeat]",
)


def seed() -> None:
    def change(event: Event) -> str:
        return json.dumps([event["type"], event["data"]["object"]], sort_keys=True)

    handle_once(change)

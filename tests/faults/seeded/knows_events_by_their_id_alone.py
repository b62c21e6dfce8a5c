"""What was handled is known by the event's id only.

Stripe sometimes makes two events of one change. It says so, and how to tell: by the object's id and the event's type.
"""

from __future__ import annotations

from tests.faults.handled import handle_once

FAMILY = 2
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[another-id]",
)


def seed() -> None:
    handle_once(lambda event: str(event.get("id")))

"""The teacher's mail shows the price as the teacher's share.

The mail takes the figure from the wrong column; it is noticed when the first payout is smaller than promised.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told",
)


def seed() -> None:
    from pennydrop.demo.private_teaching import notices

    replace(notices, "share", lambda price: price)

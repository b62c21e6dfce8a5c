"""The instructor can offer more places than there are.

The button is for moments when a place has become free, so nobody thought of asking whether one has.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = ("features/waitlist/promoting.feature::without_a_free_place_nobody_is_promoted",)


def seed() -> None:
    from pennydrop.demo.workshops import promotions

    def promote(session: Any, chosen: list[Any]) -> int:
        for registration in chosen:
            promotions.offer(registration, promotions.Reason.MANUAL)
        return len(chosen)

    replace(promotions, "promote", promote)

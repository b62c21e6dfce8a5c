"""A refunded place in a workshop is not given free.

The counter goes up with a registration and is forgotten when it is undone: the session stays "full" with empty chairs.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = ("features/refunds/dashboard_refunds.feature",)


def seed() -> None:
    from pennydrop.demo.workshops import goods

    def keep_it(session: Any) -> None:
        """The registration is cancelled; its place is nobody's."""

    replace(goods, "offer_free_places", keep_it)

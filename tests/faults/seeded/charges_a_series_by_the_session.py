"""A series is charged as so many single sessions.

The cart adds up what its sessions cost; the price of the whole is a figure on the workshop's page that no sum asks for.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 8
SCENARIOS = (
    "features/workshops/series.feature::a_series_costs_its_own_price_to_the_penny",
    "features/workshops/series.feature::a_series_is_in_the_cart_at_its_own_price",
)


def seed() -> None:
    from pennydrop.demo.workshops import series

    def one_by_one(workshop: Any, sessions: list[Any]) -> Any:
        return workshop.price * len(sessions)

    replace(series, "price_of", one_by_one)

"""The price of a series is divided by its sessions, and what does not divide is lost.

50 / 3 is 16.666..., each share is cut off after the pence, and the shares add up to £49.98.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from tests.faults.breaking import replace

FAMILY = 8
SCENARIOS = ("features/workshops/series.feature::a_series_costs_its_own_price_to_the_penny",)


def seed() -> None:
    from pennydrop.demo.workshops import series

    def cut_off(price: Decimal, count: int) -> list[Decimal]:
        return [(price / count).quantize(Decimal("0.01"), ROUND_DOWN)] * count

    replace(series, "shares", cut_off)

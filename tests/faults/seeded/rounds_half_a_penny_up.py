"""Half a penny of commission is always rounded up.

The way people learn it at school, not the half-even way of bookkeeping: over a year of sales every second half penny
is missing from the teachers' shares.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/lessons/lesson_cart.feature::a_price_of_price_is_split_to_the_penny[gbp0.45-gbp0.04-gbp0.41]",)


def seed() -> None:
    from pennydrop.demo.payments import models

    replace(models, "commission", lambda amount: (amount / 10).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))

"""The commission is cut off after two decimals instead of rounded.

10 % of £49.99 is £5.00, not £4.99: over a year of sales the platform's figures and the bank's drift apart.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/courses/enrolling.feature::paying_for_a_course_opens_its_lessons",)


def seed() -> None:
    from pennydrop.demo.payments import models

    replace(models, "commission", lambda amount: (amount / 10).quantize(Decimal("0.01"), rounding=ROUND_DOWN))

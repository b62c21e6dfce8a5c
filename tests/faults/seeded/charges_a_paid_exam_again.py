"""The way to Stripe does not look whether the fee is paid already.

The button has gone from the page, so nobody asks the question again behind it: an old tab, or a second click, pays
twice.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/exams/paying_the_fee.feature::a_fee_that_is_paid_cannot_be_paid_again",)


def seed() -> None:
    from pennydrop.demo.exams.views import checkout

    def never(exam: Any) -> str:
        return ""

    replace(checkout, "why_not_payable", never)

"""Stripe is asked for a fee that nobody set.

The way to Checkout only asks whether the fee is paid; a free exam is not, so it is sent to Stripe with a line of £0.00.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = ("features/exams/registering.feature::nobody_can_be_made_to_pay_for_a_free_exam",)


def seed() -> None:
    from pennydrop.demo.exams.views import checkout

    def only_if_paid(exam: Any) -> str:
        return "This exam has already been paid for." if exam.payment_status == "completed" else ""

    replace(checkout, "why_not_payable", only_if_paid)

"""A fee of nothing is replaced by the usual fee.

``fee = form["fee_amount"] or USUAL_FEE``: zero is false, and the student whose fee the school pays gets a bill.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = ("features/exams/registering.feature::an_exam_that_costs_nothing_is_confirmed_at_once",)


def seed() -> None:
    from pennydrop.demo.exams import registrations

    register = registrations.register

    def with_the_usual_fee(registration: Any, teacher: Any) -> None:
        registration.fee_amount = registration.fee_amount or Decimal("55.00")
        register(registration, teacher)

    replace(registrations, "register", with_the_usual_fee)

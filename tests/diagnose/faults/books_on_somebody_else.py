"""The payment is booked on the teacher's account."""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    record = fulfilment.record_payment

    def on_the_teacher(*args: Any) -> Any:
        payment = record(*args)
        payment.student = payment.teacher
        payment.save()
        return payment

    replace(fulfilment, "record_payment", on_the_teacher)

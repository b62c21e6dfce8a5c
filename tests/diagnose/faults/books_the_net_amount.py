"""The record's total is what is left after the commission."""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    record = fulfilment.record_payment

    def net(*args: Any) -> Any:
        payment = record(*args)
        payment.total_amount = payment.teacher_share
        payment.save()
        return payment

    replace(fulfilment, "record_payment", net)

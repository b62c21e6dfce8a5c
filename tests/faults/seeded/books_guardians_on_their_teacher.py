"""A guardian's payment is recorded as the teacher's own purchase.

The customer was looked up as "the grown-up of this child", and the first one found was the one who teaches it. Goods
and mails are right, and the record is found by its PaymentIntent.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SEEN_BY = "books"
SCENARIOS = (
    "features/courses/children.feature::a_guardian_pays_and_the_child_is_enrolled",
    "features/workshops/guardians.feature::the_child_takes_part_the_guardian_pays",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    record = fulfilment.record_payment

    def record_on_the_teacher(session: Any, checkout: Any) -> Any:
        payment = record(session, checkout)
        if checkout.student.profile.is_guardian:
            payment.student = checkout.teacher
            payment.save(update_fields=["student"])
        return payment

    replace(fulfilment, "record_payment", record_on_the_teacher)

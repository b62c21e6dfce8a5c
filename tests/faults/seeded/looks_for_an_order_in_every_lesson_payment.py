"""A payment in private teaching without an order is taken for somebody else's.

Lessons and exam fees share the domain in Stripe's metadata. The webhook's branch for that domain was written for
orders, finds no ``order_id`` in an exam's, and answers politely that there is nothing to do.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = (
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher",
    "features/exams/paying_the_fee.feature::whoever_leaves_checkout_without_paying_can_pay_at_the_next_try",
    "features/exams/exams_of_children.feature::the_guardian_pays_and_the_teacher_reads_the_child_s_name",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    settle = fulfilment.settle

    def orders_only(session: Any) -> None:
        metadata = session.get("metadata") or {}
        if metadata.get("domain") != "private_teaching" or "order_id" in metadata:
            settle(session)

    replace(fulfilment, "settle", orders_only)

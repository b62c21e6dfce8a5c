"""An exam whose payment page could not be opened is marked as failed, and can never be paid.

Stripe was asked too much, or was down, for a moment.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 18
SEEN_BY = "storm"
SCENARIOS = (
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher[stripe-429]",
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher[stripe-500]",
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher[stripe-lost-answer]",
)


def seed() -> None:
    from pennydrop.demo.exams import registrations
    from pennydrop.demo.exams.goods import ExamGoods
    from pennydrop.demo.exams.views import checkout as views

    def failed(self: Any, checkout: Any) -> None:
        self.registration(checkout).update(payment_status="failed")

    def or_why_not(exam: Any) -> str:
        return "This exam cannot be paid." if exam.payment_status == "failed" else why_not_payable(exam)

    why_not_payable = registrations.why_not_payable
    replace(ExamGoods, "discard", failed)
    replace(views, "why_not_payable", or_why_not)

"""The cancel page of an exam asks for its fee again, whether it has been paid or not.

The page is reached from a tab that Checkout was left open in, after the fee was paid in another.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 6
SEEN_BY = "storm"
SCENARIOS = (
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher[cancel-after-paying]",
)


def seed() -> None:
    from pennydrop.demo.exams.models import ExamRegistration

    def reopening(view: View) -> View:
        def cancel(request: Any, exam_id: Any) -> Any:
            ExamRegistration.objects.filter(pk=exam_id).update(payment_status="pending")
            return view(request, exam_id)

        return cancel

    wrap_view("exams:payment_cancel", reopening)

"""An exam whose payment was cancelled can no longer be paid.

The cancel page marks the fee as failed, and only pending fees have a way to Stripe.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, replace, wrap_view

FAMILY = 6
SCENARIOS = ("features/exams/paying_the_fee.feature::whoever_leaves_checkout_without_paying_can_pay_at_the_next_try",)


def seed() -> None:
    from pennydrop.demo.exams import registrations
    from pennydrop.demo.exams.models import ExamRegistration

    def failing(view: View) -> View:
        def cancel(request: Any, exam_id: Any) -> Any:
            ExamRegistration.objects.filter(pk=exam_id, payment_status="pending").update(payment_status="failed")
            return view(request, exam_id)

        return cancel

    def only_pending(exam: Any) -> str:
        return "" if exam.payment_status == "pending" else "This exam cannot be paid."

    wrap_view("exams:payment_cancel", failing)
    replace(registrations, "why_not_payable", only_pending)

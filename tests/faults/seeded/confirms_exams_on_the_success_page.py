"""The success page of an exam marks its fee as paid.

Orders wait for Stripe's message; the exams were added later, in a hurry, and their fee is booked where the browser
comes back to. Whoever types that address is registered for nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 5
SCENARIOS = ("features/exams/paying_the_fee.feature::typing_the_address_of_the_success_page_pays_nothing",)


def seed() -> None:
    from pennydrop.demo.exams.models import ExamRegistration

    def trusting(view: View) -> View:
        def success(request: Any, exam_id: Any) -> Any:
            ExamRegistration.objects.filter(pk=exam_id, payment_status="pending").update(payment_status="completed")
            return view(request, exam_id)

        return success

    wrap_view("exams:payment_success", trusting)

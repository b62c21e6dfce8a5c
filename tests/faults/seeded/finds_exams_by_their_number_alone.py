"""Whoever knows the address of an exam's payment can open it, in the student's name.

``get_object_or_404(ExamRegistration, pk=exam_id)``, and no look at who is asking.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = ("features/exams/paying_the_fee.feature::nobody_pays_for_somebody_else_s_exam",)


def seed() -> None:
    from pennydrop.demo.exams.models import ExamRegistration

    def for_everybody(view: View) -> View:
        def pay(request: Any, exam_id: Any) -> Any:
            request.user = ExamRegistration.objects.get(pk=exam_id).student
            return view(request, exam_id)

        return pay

    wrap_view("exams:pay", for_everybody)

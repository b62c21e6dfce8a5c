"""The finance pages look for exams that are ``Paid``.

That is the word of lessons. Exams say ``completed``, and so never earn their teacher anything.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 11
SCENARIOS = ("features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher",)


def seed() -> None:
    from pennydrop.demo.exams.goods import ExamGoods, sale_of
    from pennydrop.demo.exams.models import ExamRegistration

    def paid_ones(self: ExamGoods, teacher: Any) -> Any:
        return [sale_of(exam) for exam in ExamRegistration.objects.filter(teacher=teacher, payment_status="Paid")]

    replace(ExamGoods, "sales", paid_ones)

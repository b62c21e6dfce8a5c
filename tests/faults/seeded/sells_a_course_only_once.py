"""Whoever has once been enrolled is enrolled for ever.

The course page asks whether there is an enrolment, not whether it is still alive: after a refund there is no way back.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = ("features/courses/cancelling.feature::a_course_that_was_cancelled_can_be_bought_again",)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment
    from pennydrop.demo.courses.views import catalogue

    def has_a_row(student: Any, course: Any) -> bool:
        rows = CourseEnrollment.objects.filter(student=student, course=course)
        return bool(rows.exclude(payment_status__in=CourseEnrollment.UNPAID).exists())

    replace(catalogue, "owns", has_a_row)

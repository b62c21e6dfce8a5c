"""Whoever once left a course's Checkout is taken for enrolled.

The row that was written before the payment stays, and the course page takes it for an enrolment: no second try.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 6
SCENARIOS = ("features/courses/enrolling.feature::leaving_checkout_leaves_the_course_unpaid_and_free_to_try_again",)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment
    from pennydrop.demo.courses.views import catalogue

    def has_a_row(student: Any, course: Any) -> bool:
        return bool(CourseEnrollment.objects.filter(student=student, course=course).exists())

    replace(catalogue, "owns", has_a_row)

"""Cancelling a free course asks for a refund of nothing.

Stripe knows no such payment, so the request waits for the staff, and the course stays open until they have time.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = ("features/courses/free_courses.feature::a_free_course_is_cancelled_without_asking_for_money_back",)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment

    replace(CourseEnrollment, "is_refundable", property(lambda enrollment: enrollment.is_confirmed))

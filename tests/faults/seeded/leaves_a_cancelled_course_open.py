"""A course stays readable for everybody who has ever paid for it.

The door looks for a payment that was once made, and nobody tells it that the money went back.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/courses/cancelling.feature::in_the_last_minutes_of_the_seventh_day_everything_comes_back",
    "features/courses/cancelling.feature::after_seven_days_nothing_comes_back",
    "features/courses/coming_back.feature::the_cancel_page_does_not_bring_back_a_course_that_was_cancelled",
    "features/refunds/dashboard_refunds.feature::a_course_refunded_in_full_is_closed_again",
)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment
    from pennydrop.demo.courses.views import catalogue

    def who_ever_paid(user: Any, course: Any) -> bool:
        return bool(CourseEnrollment.objects.filter(student=user, course=course).exclude(paid_at=None).exists())

    replace(catalogue, "may_read", who_ever_paid)

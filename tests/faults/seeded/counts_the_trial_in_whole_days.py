"""The trial of a course is counted in whole days.

``timedelta.days <= 7`` is true for almost eight days: the site pays back what its terms say is kept.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/courses/cancelling.feature::after_seven_days_nothing_comes_back",
    "features/courses/cancelling.feature::what_will_come_back_is_said_before_the_click[7_days_and_5_minutes-no_refund]",
)


def seed() -> None:
    from django.utils import timezone

    from pennydrop.demo.courses.models import CourseEnrollment

    def in_whole_days(enrollment: CourseEnrollment) -> bool:
        age = timezone.now() - enrollment.enrolled_at
        return bool(enrollment.payment_status == "completed" and age.days <= 7)

    replace(CourseEnrollment, "is_refundable", property(in_whole_days))

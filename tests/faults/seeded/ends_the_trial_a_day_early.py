"""The day of enrolling counts as the first of the seven.

Whoever cancels on the seventh day, within the time that was promised, is told that it is too late.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/courses/cancelling.feature::in_the_last_minutes_of_the_seventh_day_everything_comes_back",
    "features/courses/cancelling.feature::what_will_come_back_is_said_before_the_click[6_days_23_hours_and_55_minutes-a_full_refund]",
)


def seed() -> None:
    from django.utils import timezone

    from pennydrop.demo.courses.models import CourseEnrollment

    def with_the_first_day(enrollment: CourseEnrollment) -> bool:
        age = timezone.now() - enrollment.enrolled_at
        return bool(enrollment.payment_status == "completed" and age.days + 1 < 7)

    replace(CourseEnrollment, "is_refundable", property(with_the_first_day))

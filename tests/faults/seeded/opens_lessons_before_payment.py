"""The course's door opens for every enrolment, paid or not.

The row is written before Stripe is asked, and the check only looks whether there is one: opening Checkout and closing
the tab is enough to read the whole course.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/courses/enrolling.feature::before_the_payment_the_lessons_stay_closed",)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment
    from pennydrop.demo.courses.views import catalogue

    def any_enrolment_will_do(user: Any, course: Any) -> bool:
        return bool(CourseEnrollment.objects.filter(student=user, course=course).exists())

    replace(catalogue, "may_read", any_enrolment_will_do)

"""The page after leaving a course's Checkout marks the enrolment as failed, whatever has become of it.

The back button after the payment takes the course away; after a refund it makes the enrolment look as if never paid.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 6
SCENARIOS = (
    "features/courses/coming_back.feature::the_cancel_page_takes_nothing_away_from_who_has_paid",
    "features/courses/coming_back.feature::the_cancel_page_does_not_bring_back_a_course_that_was_cancelled",
)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment

    def careless(view: View) -> View:
        def cancel(request: Any, enrollment_id: Any) -> Any:
            answer = view(request, enrollment_id)
            CourseEnrollment.objects.filter(pk=enrollment_id, student=request.user).update(payment_status="failed")
            return answer

        return cancel

    wrap_view("courses:checkout_cancel", careless)

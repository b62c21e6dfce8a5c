"""An enrolment is found by its id alone.

Whoever knows the address of the page cancels another's course; ids were thought to be secret enough.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = ("features/courses/cancelling.feature::nobody_can_cancel_or_read_another_s_course",)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment

    def for_everybody(view: View) -> View:
        def request_cancellation(request: Any, enrollment_id: Any) -> Any:
            request.user = CourseEnrollment.objects.get(pk=enrollment_id).student
            return view(request, enrollment_id)

        return request_cancellation

    wrap_view("courses:request_cancellation", for_everybody)

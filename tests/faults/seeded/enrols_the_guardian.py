"""A course bought for a child is booked on the guardian.

The child is asked for in the form and forgotten on the way to the enrolment: the instructor expects a grown-up.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = ("features/courses/children.feature::a_guardian_pays_and_the_child_is_enrolled",)


def seed() -> None:
    from pennydrop.demo.courses.views import enrolling

    begin = enrolling.begin
    replace(enrolling, "begin", lambda request, course, child: begin(request, course, None))

"""The page that cancels a course promises a refund to everybody who has paid.

The text was written once and the rule later, in another place: page and result do not agree.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/courses/cancelling.feature::what_will_come_back_is_said_before_the_click[7_days_and_5_minutes-no_refund]",
)


def seed() -> None:
    from pennydrop.demo.courses import cancellations
    from pennydrop.demo.courses.models import CourseEnrollment

    rule, submit = vars(CourseEnrollment)["is_refundable"], cancellations.submit

    def by_the_rule(enrollment: Any, reason: str) -> Any:
        request = submit(enrollment, reason)
        request.is_eligible_for_refund = rule.fget(request.enrollment)
        request.save(update_fields=["is_eligible_for_refund"])
        return request

    replace(CourseEnrollment, "is_refundable", property(lambda it: it.payment_status == "completed"))
    replace(cancellations, "submit", by_the_rule)

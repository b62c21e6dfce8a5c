"""Two clicks on the button that cancels a course are two cancellations.

Nobody looks whether a request is open already, or whether its refund has been booked meanwhile: the second answer comes
from the same refund at Stripe, and everybody is told again.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 2
SCENARIOS = ("features/courses/cancelling.feature::cancelled_twice_at_the_same_moment_is_refunded_once",)


def seed() -> None:
    from django.db import transaction

    from pennydrop.demo.courses import cancellations
    from pennydrop.demo.courses.models import CourseCancellationRequest, CourseEnrollment
    from pennydrop.demo.courses.views import cancellations as views
    from pennydrop.demo.payments import refunds

    carry_out = refunds.carry_out

    def submit(enrollment: Any, reason: str) -> Any:
        return CourseCancellationRequest(
            enrollment=enrollment, student=enrollment.student, reason=reason, is_eligible_for_refund=True
        )

    def carry_out_and_tell(refund: Any, then: Any) -> None:
        carry_out(refund, then=lambda made: None)
        with transaction.atomic():
            then(refund)

    replace(cancellations, "submit", submit)
    replace(refunds, "carry_out", carry_out_and_tell)
    replace(views, "owned_by", lambda student: CourseEnrollment.objects.filter(student=student))

"""The page after a course's payment enrols whoever opens it.

Written before there were webhooks, and kept "for the impatient": the address alone opens the course.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 5
SCENARIOS = ("features/courses/coming_back.feature::typing_the_address_of_the_success_page_opens_nothing",)


def seed() -> None:
    from django.utils import timezone

    from pennydrop.demo.courses.models import CourseEnrollment

    def trusting(view: View) -> View:
        def success(request: Any, enrollment_id: Any) -> Any:
            unpaid = CourseEnrollment.objects.unpaid().filter(pk=enrollment_id, student=request.user)
            unpaid.update(payment_status="completed", is_active=True, paid_at=timezone.now())
            return view(request, enrollment_id)

        return success

    wrap_view("courses:checkout_success", trusting)

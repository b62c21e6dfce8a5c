"""An enrolment counts as sold from the moment Checkout is opened.

The report leaves out what was cancelled instead of asking for what was paid; a pending enrolment is neither.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 18
SCENARIOS = ("features/finance/what_counts.feature::an_open_checkout_earns_nothing",)


def seed() -> None:
    from pennydrop.demo.courses.goods import CourseGoods, sale_of
    from pennydrop.demo.courses.models import CourseEnrollment

    def not_cancelled(self: CourseGoods, teacher: Any) -> Any:
        enrolments = CourseEnrollment.objects.exclude(payment_status="refunded").filter(payment_amount__gt=0)
        return [sale_of(enrolment) for enrolment in enrolments.filter(course__instructor=teacher)]

    replace(CourseGoods, "sales", not_cancelled)

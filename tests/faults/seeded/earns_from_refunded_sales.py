"""The teacher's figures never hear of a refund.

The report adds up prices of what was sold; what was given back is kept elsewhere, and nobody subtracts it.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/refunds/dashboard_refunds.feature::lessons_refunded_in_full_are_withdrawn",
    "features/refunds/dashboard_refunds.feature::a_course_refunded_in_full_is_closed_again",
    "features/products/owning_downloads.feature::a_refund_ends_the_teacher_s_earning",
    "features/courses/cancelling.feature::a_cancellation_ends_the_instructor_s_earning_from_the_course",
)


def seed() -> None:
    from pennydrop.demo.payments.sales import Sale

    replace(Sale, "net", property(lambda sale: sale.price))

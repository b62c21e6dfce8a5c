"""A cancelled lesson is refunded in full, although the page promises the price less the fee.

The text and the refund work out the amount each for itself, and only one of them was told of the platform's fee.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/lessons/cancelling_lessons.feature::with_48_hours_notice_the_price_comes_back_less_the_fee",
    "features/lessons/cancelling_lessons.feature::the_student_is_told_what_comes_back",
)


def seed() -> None:
    from pennydrop.demo.private_teaching import cancellations

    replace(cancellations, "share", lambda price: price)

"""The site only knows refunds that it has made itself.

``charge.refunded`` is not subscribed to or not handled: the customer has the money and the goods, and the teacher is
paid for a sale that was undone.
"""

from __future__ import annotations

FAMILY = 12
SCENARIOS = (
    "features/refunds/dashboard_refunds.feature::lessons_refunded_in_full_are_withdrawn",
    "features/refunds/dashboard_refunds.feature::a_course_refunded_in_full_is_closed_again",
    "features/refunds/dashboard_refunds.feature::a_workshop_place_refunded_in_full_is_free_again",
    "features/refunds/dashboard_refunds.feature::a_partial_refund_leaves_the_goods_with_the_customer",
)


def seed() -> None:
    from pennydrop.demo.payments import events

    del events.HANDLERS["charge.refunded"]

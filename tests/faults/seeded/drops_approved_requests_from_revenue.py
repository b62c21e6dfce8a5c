"""The teacher's figures leave out every lesson about which a request was approved.

"Approved" is taken for "refunded": a lesson that was only moved, or cancelled too late for a refund, earns nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 11
SCENARIOS = (
    "features/lessons/moving_lessons.feature::a_lesson_the_teacher_agrees_to_move_earns_what_it_did",
    "features/lessons/cancelling_lessons.feature::a_minute_less_and_nothing_comes_back",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.goods import LessonGoods
    from pennydrop.demo.private_teaching.models import Order

    sales = LessonGoods.sales

    def without_approved(self: LessonGoods, teacher: Any) -> Any:
        approved = Order.objects.filter(items__lesson__cancellation_requests__status="approved")
        intents = set(approved.values_list("stripe_payment_intent_id", flat=True))
        return [sale for sale in sales(self, teacher) if sale.payment_intent not in intents]

    replace(LessonGoods, "sales", without_approved)

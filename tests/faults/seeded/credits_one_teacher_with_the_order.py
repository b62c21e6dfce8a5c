"""The whole payment is credited to the teacher of its first lesson.

A payment has one column for a teacher, and an order with two teachers fills it with one of them: the other works for
nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/lessons/several_teachers.feature::each_teacher_earns_from_the_lessons_that_are_theirs",)


def seed() -> None:
    from pennydrop.demo.private_teaching.goods import LessonGoods
    from pennydrop.demo.private_teaching.models import OrderItem

    sales = LessonGoods.sales

    def of_the_first(self: LessonGoods, teacher: Any) -> Any:
        def seller(sale: Any) -> Any:
            items = OrderItem.objects.filter(order__stripe_payment_intent_id=sale.payment_intent)
            return items.order_by("pk")[0].lesson.teacher

        return [sale for sale in sales(self, None) if teacher is None or seller(sale) == teacher]

    replace(LessonGoods, "sales", of_the_first)

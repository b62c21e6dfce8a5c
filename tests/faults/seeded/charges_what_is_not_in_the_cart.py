"""The order is made of every lesson the teacher has accepted, whatever is in the cart.

The query was written when there was no cart, and still asks for "accepted and not paid": whoever puts one lesson off
until next month pays for it today.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/lessons/lesson_cart.feature::a_lesson_taken_out_of_the_cart_is_not_charged",)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.private_teaching.goods import prepare_order
    from pennydrop.demo.private_teaching.models import CartItem
    from pennydrop.demo.private_teaching.views import checkout

    def prepare_everything(student: Any, items: Any) -> Any:
        accepted = Lesson.objects.visible().filter(
            student=student, approved_status="Accepted", payment_status="Not Paid"
        )
        return prepare_order(student, [CartItem(lesson=lesson, price=lesson.price) for lesson in accepted])

    replace(checkout, "prepare_order", prepare_everything)

"""A lesson belongs to the first order that was ever made for it.

The item is found instead of made when the customer tries again, and stays with the order that was given up: what is
paid in the end is an order with nothing in it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::whoever_went_back_can_pay_after_all",
    "features/lessons/leaving_checkout.feature::after_an_expired_checkout_the_customer_can_pay_in_a_new_one",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.goods import prepare_order
    from pennydrop.demo.private_teaching.models import OrderItem
    from pennydrop.demo.private_teaching.views import checkout

    def leave_with_the_first(student: Any, items: Any) -> Any:
        lessons = [item.lesson for item in items]
        ordered = list(OrderItem.objects.filter(lesson__in=lessons).values_list("lesson_id", flat=True))
        prepared = prepare_order(student, items)
        OrderItem.objects.filter(order_id=int(prepared.reference), lesson__in=ordered).delete()
        return prepared

    replace(checkout, "prepare_order", leave_with_the_first)

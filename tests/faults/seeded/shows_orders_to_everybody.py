"""The page of an order is found by its number alone.

``Order.objects.get(pk=order_id)`` without the student: whoever guesses a number reads somebody else's order.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = ("features/lessons/whose_lessons.feature::nobody_sees_another_s_order",)


def seed() -> None:
    from pennydrop.demo.private_teaching.models import Order

    def for_everybody(view: View) -> View:
        def success(request: Any, order_id: int) -> Any:
            request.user = Order.objects.get(pk=order_id).student
            return view(request, order_id)

        return success

    wrap_view("private_teaching:checkout_success", for_everybody)

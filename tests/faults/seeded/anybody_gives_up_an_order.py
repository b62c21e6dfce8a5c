"""The cancel page closes whatever order its address names.

Nobody asks whose order it is: a stranger who counts upwards gives up everybody's open payments.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 6
SCENARIOS = ("features/lessons/whose_lessons.feature::nobody_closes_another_s_order",)


def seed() -> None:
    from pennydrop.demo.private_teaching.models import Order

    def careless(view: View) -> View:
        def cancel(request: Any, order_id: int) -> Any:
            Order.objects.filter(pk=order_id, payment_status="pending").update(payment_status="failed")
            return view(request, order_id)

        return cancel

    wrap_view("private_teaching:checkout_cancel", careless)

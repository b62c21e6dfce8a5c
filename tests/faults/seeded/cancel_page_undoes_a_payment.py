"""The cancel page marks the order as failed without looking whether it has been paid.

The back button after a payment, or a second tab left open at Checkout, takes away what was bought.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 6
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::going_back_to_the_cancel_page_after_paying_takes_nothing_away",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.models import Order

    def careless(view: View) -> View:
        def cancel(request: Any, order_id: int) -> Any:
            answer = view(request, order_id)
            Order.objects.filter(pk=order_id).update(payment_status="failed")
            return answer

        return cancel

    wrap_view("private_teaching:checkout_cancel", careless)

"""Whoever reaches the success page has paid.

The commonest shortcut of all: the order is completed on the redirect, because "Stripe only redirects after payment".
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 5
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::typing_the_address_of_the_success_page_gives_nothing",
    "features/lessons/leaving_checkout.feature::back_at_the_shop_before_stripe_has_confirmed_nothing_is_said_to_be_paid",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import Checkout

    def trusting(view: View) -> View:
        def success(request: Any, order_id: int) -> Any:
            for checkout in Checkout.objects.filter(domain="private_teaching", reference=str(order_id), state="open"):
                fulfilment.fulfil(checkout, payment=None)
            return view(request, order_id)

        return success

    wrap_view("private_teaching:checkout_success", trusting)

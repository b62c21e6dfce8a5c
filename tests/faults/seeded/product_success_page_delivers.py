"""The page after the payment of downloads delivers them to whoever opens it.

Its address holds no number and no secret: everybody who has bought once knows how to buy for nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 5
SCENARIOS = ("features/products/owning_downloads.feature::typing_the_address_of_the_success_page_buys_nothing",)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import Checkout

    def trusting(view: View) -> View:
        def success(request: Any) -> Any:
            for checkout in Checkout.objects.filter(domain="digital_products", student=request.user, state="open"):
                fulfilment.fulfil(checkout, payment=None)
            return view(request)

        return success

    wrap_view("digital_products:checkout_success", trusting)

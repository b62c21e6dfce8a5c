"""What was paid is taken out of the cart by the page that Stripe leads back to.

The files are there in any case; but who closes the tab is asked to pay for them again.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, replace, wrap_view

FAMILY = 5
SEEN_BY = "storm"
SCENARIOS = ("features/products/buying_downloads.feature::what_is_paid_can_be_downloaded[tab-closed]",)


def seed() -> None:
    from pennydrop.demo.digital_products import goods
    from pennydrop.demo.digital_products.models import DigitalProductCartItem

    class KeepingCart:
        @staticmethod
        def remove(student: Any, product_id: Any) -> None:
            """Left to the page."""

    def emptying(view: View) -> View:
        def success(request: Any) -> Any:
            if request.user.is_authenticated:
                DigitalProductCartItem.objects.filter(cart__user=request.user).delete()
            return view(request)

        return success

    replace(goods, "cart", KeepingCart)
    wrap_view("digital_products:checkout_success", emptying)

"""The cart of downloads is emptied when Checkout opens.

Whoever comes back without paying finds nothing to pay for, and has to find every product again.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/products/owning_downloads.feature::whoever_left_checkout_can_pay_after_all",)


def seed() -> None:
    from pennydrop.demo.digital_products.goods import ProductGoods
    from pennydrop.demo.digital_products.models import DigitalProductCartItem

    def empty_the_cart(self: ProductGoods, checkout: Any) -> None:
        DigitalProductCartItem.objects.filter(cart__user=checkout.student).delete()

    replace(ProductGoods, "opened", empty_the_cart)

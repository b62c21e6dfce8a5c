"""The purchase is written when Checkout opens, and a purchase is completed by default.

Opening Checkout and closing the tab is enough to download everything in the cart.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/products/owning_downloads.feature::before_the_payment_nothing_can_be_downloaded",)


def seed() -> None:
    import uuid

    from pennydrop.demo.digital_products.goods import ProductGoods
    from pennydrop.demo.digital_products.models import ProductPurchase

    def write_at_once(self: ProductGoods, checkout: Any) -> None:
        for item in checkout.items.all():
            product = uuid.UUID(item.object_id)
            ProductPurchase.objects.get_or_create(student=checkout.student, product_id=product)

    replace(ProductGoods, "opened", write_at_once)

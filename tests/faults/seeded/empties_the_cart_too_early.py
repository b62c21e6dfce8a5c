"""The cart is emptied when Checkout opens, not when it is paid.

It looks tidy as long as everybody pays. Whoever comes back without paying has to collect everything again.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/lessons/leaving_checkout.feature::going_back_to_the_shop_keeps_the_cart",)


def seed() -> None:
    from pennydrop.demo.private_teaching import cart
    from pennydrop.demo.private_teaching.goods import prepare_order
    from pennydrop.demo.private_teaching.views import checkout

    def and_empty_the_cart(student: Any, items: Any) -> Any:
        prepared = prepare_order(student, items)
        cart.remove([item.lesson for item in items])
        return prepared

    replace(checkout, "prepare_order", and_empty_the_cart)

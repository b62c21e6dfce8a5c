"""Taking a product out of the cart hides it, and Checkout charges it all the same.

The row is only marked as removed; the cart's page minds the mark, the query behind the pay button does not.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/products/buying_downloads.feature::what_was_taken_out_of_the_cart_is_neither_charged_nor_delivered",
)


def seed() -> None:
    from pennydrop.demo.digital_products import cart
    from pennydrop.demo.digital_products.views import cart as views

    hidden: set[Any] = set()

    class MarksInstead(SimpleNamespace):
        def remove(self, user: Any, product_id: Any) -> None:
            hidden.update(cart.items_of(user).filter(product=product_id).values_list("pk", flat=True))

        def items_of(self, user: Any) -> Any:
            return cart.items_of(user).exclude(pk__in=hidden)

    replace(views, "cart", MarksInstead(add=cart.add, total=cart.total, CannotAdd=cart.CannotAdd))

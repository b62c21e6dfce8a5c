"""What was paid stays in the cart.

Nobody empties it after the payment: the next Checkout offers the same music again.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/products/buying_downloads.feature::what_is_owned_cannot_be_bought_again",)


def seed() -> None:
    from pennydrop.demo.digital_products import cart, goods

    class LeavesIt:
        items_of, total = staticmethod(cart.items_of), staticmethod(cart.total)

        @staticmethod
        def remove(student: object, product_id: object) -> None:
            """Nothing."""

    replace(goods, "cart", LeavesIt)

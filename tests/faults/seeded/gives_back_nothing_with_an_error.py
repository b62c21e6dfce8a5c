"""Of a cart that is paid twice, whatever was free in it makes the site stumble over a refund of nothing.

The second payment is neither recorded nor given back. (A bug that this site once had, and the storm found.)
"""

from __future__ import annotations

FAMILY = 20
SEEN_BY = "storm"
SCENARIOS = ("features/workshops/mixed_carts.feature::a_free_session_comes_along_with_a_paid_one[two-checkouts]",)


def seed() -> None:
    from pennydrop.demo.payments import refunds
    from pennydrop.demo.payments.models import CheckoutItem, StripePayment

    give_back = refunds.return_item

    def return_item(item: CheckoutItem, payment: StripePayment, reason: str) -> None:
        if not item.price:
            raise refunds.RefundRefused("nothing is left to refund")
        give_back(item, payment, reason)

    refunds.return_item = return_item

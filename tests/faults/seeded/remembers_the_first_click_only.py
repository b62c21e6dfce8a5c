"""Of two orders for downloads that come at once the shop remembers the first, and the customer pays the second.

Meant against double clicks: while a Checkout is open no other is written down. But it is opened, and shown.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, replace, wrap_view

FAMILY = 7
SEEN_BY = "storm"
SCENARIOS = (
    "features/products/buying_downloads.feature::two_downloads_in_one_cart_are_one_payment_and_one_mail[double-click]",
)


def seed() -> None:
    from pennydrop.demo.digital_products.goods import ProductGoods
    from pennydrop.demo.payments.models import Checkout

    open_for: set[int] = set()
    complete = ProductGoods.complete

    def opened(self: Any, checkout: Checkout) -> None:
        if checkout.student_id in open_for:
            Checkout.objects.filter(pk=checkout.pk).update(session_id=None)
        open_for.add(checkout.student_id)

    def completed(self: Any, checkout: Checkout, delivered: Any, payment: Any) -> None:
        open_for.discard(checkout.student_id)
        complete(self, checkout, delivered, payment)

    def forgetting(view: View) -> View:
        def cancel(request: Any) -> Any:
            open_for.discard(request.user.pk)
            return view(request)

        return cancel

    replace(ProductGoods, "opened", opened)
    replace(ProductGoods, "complete", completed)
    wrap_view("digital_products:checkout_cancel", forgetting)

"""Whoever came by the cancel page can no longer pay in the Checkout they left.

The cancel page closes the order, but not the page at Stripe. The browser's back button leads there, the money is taken,
and the confirmation finds nothing that is open.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, replace, wrap_view

FAMILY = 6
SCENARIOS = ("features/races/leaving_after_paying.feature::back_to_the_shop_back_to_checkout_and_paid",)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import Checkout

    settle = fulfilment.settle

    def close(view: View) -> View:
        def cancel(request: Any, **arguments: Any) -> Any:
            Checkout.objects.filter(student=request.user, state=Checkout.State.OPEN).update(state=Checkout.State.CLOSED)
            return view(request, **arguments)

        return cancel

    def unless_closed(session: dict[str, Any]) -> None:
        if not Checkout.objects.filter(session_id=session.get("id"), state=Checkout.State.CLOSED).exists():
            settle(session)

    replace(fulfilment, "settle", unless_closed)
    for page in ("private_teaching:checkout_cancel", "workshops:checkout_cancel", "courses:checkout_cancel"):
        wrap_view(page, close)

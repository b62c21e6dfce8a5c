"""Any refund is taken for a full one.

The handler looks at the event's name, not at the amount: a goodwill refund of a few pounds cancels the whole order.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/refunds/dashboard_refunds.feature::a_partial_refund_leaves_the_goods_with_the_customer",)


def seed() -> None:
    from pennydrop.demo.payments import refunds
    from pennydrop.demo.payments.models import StripePayment

    update_totals = refunds.update_totals

    def as_if_in_full(payment: StripePayment) -> None:
        update_totals(payment)
        payment.status = StripePayment.Status.REFUNDED
        payment.save()

    replace(refunds, "update_totals", as_if_in_full)

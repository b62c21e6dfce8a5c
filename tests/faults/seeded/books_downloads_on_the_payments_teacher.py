"""The sales of a download are found by the teacher of its payment.

A cart with the music of two teachers belongs to neither, so neither earns anything.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/products/buying_downloads.feature::each_teacher_earns_from_their_own_music",)


def seed() -> None:
    from pennydrop.demo.digital_products.goods import ProductGoods
    from pennydrop.demo.payments.models import StripePayment

    sales = ProductGoods.sales

    def of_own_payments(self: ProductGoods, teacher: Any) -> Any:
        payments = StripePayment.objects.filter(teacher=teacher)
        own = set(payments.values_list("stripe_payment_intent_id", flat=True))
        return [sale for sale in sales(self, teacher) if sale.payment_intent in own]

    replace(ProductGoods, "sales", of_own_payments)

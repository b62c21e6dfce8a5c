"""A teacher with one lesson in an order earns the whole order.

The join from teacher to order finds the order, and the sum takes all of its lessons.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = (
    "features/finance/whose_figures.feature::two_teachers_paid_in_one_checkout_find_their_own_part_on_every_page",
)


def seed() -> None:
    from pennydrop.demo.private_teaching.goods import LessonGoods

    sales = LessonGoods.sales

    def whole_orders(self: LessonGoods, teacher: Any) -> Any:
        orders = {sale.payment_intent for sale in sales(self, teacher)}
        return [sale for sale in sales(self, None) if sale.payment_intent in orders]

    replace(LessonGoods, "sales", whole_orders)

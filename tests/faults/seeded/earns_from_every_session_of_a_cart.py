"""A payment with sessions of two instructors counts in full for each of them.

The report looks for payments in which the instructor has a part, and adds up the payments instead of the parts.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = ("features/workshops/mixed_carts.feature::each_instructor_earns_from_the_own_session",)


def seed() -> None:
    from pennydrop.demo.workshops import goods
    from pennydrop.demo.workshops.sales import sales_of

    def of_whole_payments(teacher: Any) -> list[Any]:
        payments = {sale.payment_intent for sale in sales_of(teacher)}
        return [sale for sale in sales_of(None) if sale.payment_intent in payments]

    replace(goods, "sales_of", of_whole_payments)

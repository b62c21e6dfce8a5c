"""The confirmations go out when Checkout opens.

They are sent where the order is made, because there everything they need is at hand: teachers keep an hour free for
whoever only looked at the payment page.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::going_back_to_the_shop_costs_nothing",
    "features/lessons/leaving_checkout.feature::a_checkout_that_has_expired_takes_no_money",
    "features/lessons/refused_cards.feature::a_refused_card_buys_nothing_and_the_customer_is_told[declined]",
    "features/lessons/strong_authentication.feature::a_payment_the_bank_does_not_confirm_buys_nothing",
)


def seed() -> None:
    from pennydrop.demo.private_teaching import notices
    from pennydrop.demo.private_teaching.goods import prepare_order
    from pennydrop.demo.private_teaching.models import Order
    from pennydrop.demo.private_teaching.views import checkout

    def and_tell_everybody(student: Any, items: Any) -> Any:
        prepared = prepare_order(student, items)
        notices.lessons_paid(Order.objects.get(pk=int(prepared.reference)))
        return prepared

    replace(checkout, "prepare_order", and_tell_everybody)

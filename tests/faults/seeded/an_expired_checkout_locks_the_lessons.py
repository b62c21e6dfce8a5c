"""A Checkout that expires takes its lessons out of circulation.

They are marked as failed, and nothing ever offers them for payment again: the customer who comes back the day after
cannot buy.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 18
SCENARIOS = (
    "features/lessons/leaving_checkout.feature::after_an_expired_checkout_the_customer_can_pay_in_a_new_one",
    "features/webhooks/slow_payments.feature::after_a_payment_that_failed_in_the_end_the_customer_can_pay_with_a_card",
)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.private_teaching import cart
    from pennydrop.demo.private_teaching.goods import LessonGoods

    close_unpaid, why_not_buyable = LessonGoods.close_unpaid, cart.why_not_buyable

    def and_lock(self: LessonGoods, checkout: Any) -> None:
        close_unpaid(self, checkout)
        Lesson.objects.filter(order_items__order_id=int(checkout.reference)).update(payment_status="Failed")

    def unless_failed(lesson: Any) -> str:
        return "This lesson could not be paid for" if lesson.payment_status == "Failed" else why_not_buyable(lesson)

    replace(LessonGoods, "close_unpaid", and_lock)
    replace(cart, "why_not_buyable", unless_failed)

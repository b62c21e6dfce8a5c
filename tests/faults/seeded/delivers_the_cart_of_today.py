"""What is delivered is what lies in the cart when the confirmation comes, not what was charged.

The webhook reads the cart because it is there. Whoever adds something while Checkout is open gets it for nothing;
whoever takes something out has paid for it in vain.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/races/changing_the_cart.feature::a_session_put_in_the_cart_during_checkout_stays_there_unpaid",
    "features/races/changing_the_cart.feature::a_lesson_put_in_the_cart_during_checkout_stays_there_unpaid",
    "features/races/changing_the_cart.feature::a_lesson_taken_out_of_the_cart_during_checkout_is_delivered_if_it_was_charged",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import CheckoutItem
    from pennydrop.demo.private_teaching.models import CartItem
    from pennydrop.demo.workshops.cart import lines_of
    from pennydrop.demo.workshops.goods import checkout_item

    fulfil = fulfilment.fulfil

    def present_items(checkout: Any) -> list[CheckoutItem]:
        if checkout.domain == "workshops":
            return [checkout_item(line) for line in lines_of(checkout.student)]
        lessons = [item.lesson for item in CartItem.objects.filter(cart__user=checkout.student)]
        return [CheckoutItem(object_id=lesson.pk.hex, title="Lesson", price=lesson.price) for lesson in lessons]

    def from_the_cart(checkout: Any, payment: Any) -> Any:
        checkout.items.all().delete()
        for item in present_items(checkout):
            item.checkout = checkout
            item.save()
        return fulfil(checkout, payment)

    replace(fulfilment, "fulfil", from_the_cart)

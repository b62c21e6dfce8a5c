"""What Stripe refused to take money for can never be bought again.

The goods are reserved before Stripe is asked, and the error path shows a message and forgets the reservation.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/trouble/stripe_refuses.feature::once_stripe_works_again_the_customer_buys_as_if_nothing_had_been",
    "features/trouble/stripe_refuses.feature::a_checkout_that_stripe_opened_without_the_site_hearing_of_it_costs_nothing",
)


def seed() -> None:
    from pennydrop.demo.courses.models import CourseEnrollment
    from pennydrop.demo.courses.views import catalogue
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.payments import checkouts
    from pennydrop.demo.private_teaching.models import CartItem
    from pennydrop.demo.workshops.models import WorkshopCartItem

    def reserve_for_ever(checkout: Any) -> None:
        CartItem.objects.filter(cart__user=checkout.student).delete()
        if checkout.domain == "private_teaching":
            Lesson.objects.filter(order_items__order_id=int(checkout.reference)).update(approved_status="Pending")
        WorkshopCartItem.objects.filter(cart__user=checkout.student).delete()

    def any_attempt_counts(student: Any, course: Any) -> bool:
        return bool(CourseEnrollment.objects.filter(student=student, course=course).exists())

    replace(checkouts, "discard", reserve_for_ever)
    replace(catalogue, "owns", any_attempt_counts)

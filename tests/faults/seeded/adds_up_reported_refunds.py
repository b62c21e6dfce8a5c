"""What Stripe reports as refunded is added to what is on record.

``charge.refunded`` names the sum of all refunds. Taken as one more refund, each report, also of the site's own refunds
and also when it comes twice, raises the figure.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/lessons/refunding_lessons.feature::a_refund_that_stripe_reports_again_counts_once",
    "features/lessons/refunding_lessons.feature::the_lesson_that_is_cancelled_is_refunded_the_other_stays",
    "features/workshops/cancelling.feature::stripe_s_news_of_a_place_s_refund_counts_once",
    "features/courses/cancelling.feature::stripe_s_news_of_the_site_s_own_refund_counts_once",
    "features/refunds/dashboard_refunds.feature::the_news_of_a_refund_twice_is_a_refund_once",
)


def seed() -> None:
    from pennydrop.demo.core.money import from_pence
    from pennydrop.demo.payments import refunds

    def add_up(payment: Any, intent: Any) -> None:
        payment.refund_amount = (payment.refund_amount or 0) + from_pence(intent.amount_refunded)
        payment.save(update_fields=["refund_amount"])

    replace(refunds, "reflect", add_up)

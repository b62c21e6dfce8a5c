"""Who pays twice gets the second payment back, and the teacher gets a copy of the mail that says so.

Teachers had asked to be told of cancellations; the copy went to every mail about money going back for something that is
the customer's already. How a customer pays is nobody else's business.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SEEN_BY = "books"
SCENARIOS = ("features/races/second_tab.feature::paying_in_both_tabs_is_paying_once",)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    tell = refunds.tell_about_return

    def tell_both(refund: Any) -> None:
        tell(refund)
        teacher = refund.payment.teacher
        if teacher and "already" in refund.description:
            refund.payment.student = teacher
            refunds.tell_customer(refund.payment, refund.amount, key=f"copy:{refund.pk}", reason=refund.description)

    replace(refunds, "tell_about_return", tell_both)

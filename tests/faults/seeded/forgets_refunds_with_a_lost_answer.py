"""A refund that Stripe has made and answered with an error never reaches the books.

The attempt counts as "on its way" for ever, so Stripe's own report of it is taken for old news: the customer has the
money and the goods.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/trouble/refused_refunds.feature::a_refund_made_without_the_site_hearing_of_it_is_made_once_and_booked",
)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    replace(refunds, "leave_to_stripe", lambda refund: None)

"""A session that is not of this site makes the webhook fail.

``session["metadata"]["domain"]`` raises for another shop's payment: Stripe gets a 500, tries again for three days, and
in the end switches the endpoint off for everybody.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 19
SCENARIOS = (
    "features/webhooks/foreign_payments.feature::a_payment_made_in_another_shop_is_acknowledged_and_ignored",
    "features/webhooks/messages_that_do_not_match.feature::messages_about_something_that_is_not_known_here_deliver_nothing",
)


def seed() -> None:
    from django.db import DatabaseError

    from pennydrop.demo.payments import fulfilment

    checkout_of = fulfilment.checkout_of

    def must_be_ours(session: dict[str, Any]) -> Any:
        checkout = checkout_of(session)
        if checkout is None:
            raise DatabaseError(f"no checkout for {session.get('id')}")
        return checkout

    replace(fulfilment, "checkout_of", must_be_ours)

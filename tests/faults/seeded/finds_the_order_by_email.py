"""A confirmation is matched with the customer's open order, whatever Checkout it speaks of.

The customer's address looks like a good key, until the same customer pays another shop on the same Stripe account.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 10
SCENARIOS = (
    "features/webhooks/messages_that_do_not_match.feature::messages_about_something_that_is_not_known_here_deliver_nothing",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import Checkout

    def open_checkout_of(session: dict[str, Any]) -> Checkout | None:
        buyer = {"student__email": session.get("customer_email"), "state": Checkout.State.OPEN}
        found: Checkout | None = Checkout.objects.filter(**buyer).first()
        return found

    replace(fulfilment, "checkout_of", open_checkout_of)
    replace(fulfilment, "mismatch", lambda session, checkout: "")

"""Every delivery of an event is handled as if it were the first.

Stripe delivers at least once. A handler that never asks "have I done this already?" delivers, books and writes mails
again for each copy.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 2
SCENARIOS = (
    "features/webhooks/repeated_events.feature::the_same_events_once_more_change_nothing",
    "features/webhooks/repeated_events.feature::the_same_event_twice_at_the_same_moment_changes_nothing",
)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.payments import fulfilment
    from pennydrop.demo.payments.models import Checkout

    checkout_of, post = fulfilment.checkout_of, outbox.post

    def always_open(session: dict[str, Any]) -> Checkout | None:
        checkout = checkout_of(session)
        if checkout is not None:
            checkout.state = Checkout.State.OPEN
        return checkout

    def post_again(*, key: str = "", **mail: Any) -> Any:
        return post(**mail)

    replace(fulfilment, "checkout_of", always_open)
    replace(outbox, "post", post_again)

"""Money that cannot be returned at once is not returned at all.

The webhook answers 200 although a refund that it owes has failed, and a second delivery finds an order that is done.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 19
SCENARIOS = (
    "features/trouble/refused_refunds.feature::money_that_could_not_be_returned_at_once_is_returned_when_stripe_s_message_comes_again",
)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    replace(refunds, "resume_returns", lambda checkout: None)

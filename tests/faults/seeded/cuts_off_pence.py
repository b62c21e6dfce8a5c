"""Pounds become pence by ``int(price * 100)`` on a binary float.

19.99 * 100 is 1998.9999999999998, so the customer is charged a penny too little, and the books disagree with Stripe.
"""

from __future__ import annotations

from decimal import Decimal

from tests.faults.breaking import replace

FAMILY = 8
SCENARIOS = ("features/workshops/buying_sessions.feature::a_place_in_a_session_is_paid_and_confirmed",)


def seed() -> None:
    from pennydrop.demo.payments import checkouts, fulfilment

    def to_pence(amount: Decimal) -> int:
        return int(float(amount) * 100)

    replace(checkouts, "to_pence", to_pence)
    replace(fulfilment, "to_pence", to_pence)

"""A price of zero is replaced by a default.

``amount = price or MINIMUM``: zero counts as "not given", and whoever wants a free place is sent to Stripe to pay.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = (
    "features/workshops/buying_sessions.feature::a_free_session_is_confirmed_at_once_without_stripe",
    "features/workshops/free_places.feature::a_free_place_is_given_back",
)


def seed() -> None:
    from pennydrop.demo.workshops.goods import prepare_checkout
    from pennydrop.demo.workshops.views import checkout

    def never_zero(*args: Any) -> Any:
        prepared = prepare_checkout(*args)
        prepared.amount = prepared.amount or Decimal("0.30")
        prepared.save(update_fields=["amount"])
        return prepared

    replace(checkout, "prepare_checkout", never_zero)

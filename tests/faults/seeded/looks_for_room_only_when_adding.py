"""Whether a session can still be had is looked up when it is put in the cart, and never again.

Carts live for days. A session that is cancelled or fills up in the meantime is charged all the same.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/workshops/what_cannot_be_bought.feature::a_session_cancelled_while_it_lay_in_the_cart_is_not_charged",
    "features/workshops/what_cannot_be_bought.feature::a_session_that_filled_up_while_it_lay_in_the_cart_is_not_charged",
)


def seed() -> None:
    from pennydrop.demo.workshops import cart

    def nothing_to_drop(user: Any) -> list[str]:
        return []

    replace(cart, "drop_unbookable", nothing_to_drop)

"""The cart removes the one session of a series that was clicked, and sells the others for less.

The remove view deletes a row of the cart by its key and knows nothing of what the row was bought with.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/workshops/series.feature::a_series_leaves_the_cart_as_a_whole",)


def seed() -> None:
    from pennydrop.demo.workshops import cart
    from pennydrop.demo.workshops.models import WorkshopCartItem

    def remove(user: Any, session_id: Any) -> None:
        WorkshopCartItem.objects.filter(cart__user=user, session=session_id).delete()

    replace(cart, "remove", remove)

"""An error while delivering is logged, and Stripe is told that all is well.

``except Exception: logger.error(...)`` around the fulfilment: the money is taken, nothing is delivered, and nobody
will ever try again.
"""

from __future__ import annotations

import logging
from typing import Any

from tests.faults.breaking import replace

FAMILY = 3
SCENARIOS = (
    "features/lessons/buying_lessons.feature::the_teacher_earns_the_price_less_the_commission",
    "features/lessons/leaving_checkout.feature::a_late_confirmation_pays_the_lessons_all_the_same",
    "features/lessons/strong_authentication.feature::a_payment_confirmed_with_the_bank_is_like_any_other",
)


def seed() -> None:
    from pennydrop.demo.payments import fulfilment

    def broken(checkout: Any, payment: Any) -> list[Any]:
        logging.getLogger(__name__).error("could not deliver checkout %s", checkout.pk)
        return []

    replace(fulfilment, "fulfil", broken)

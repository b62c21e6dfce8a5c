"""Whoever leaves Checkout for an offered place has given it up.

The cancel page cleans up the way it would after a cart: an unpaid registration looks like a left-over.
"""

from __future__ import annotations

import uuid
from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 6
SCENARIOS = (
    "features/waitlist/taking_the_place.feature::leaving_checkout_costs_nothing_and_keeps_the_offer",
    "features/waitlist/taking_the_place.feature::a_second_attempt_takes_the_place",
)


def seed() -> None:
    from pennydrop.demo.workshops.models import WorkshopRegistration

    def tidy(view: View) -> View:
        def cancel(request: Any, registration_id: uuid.UUID) -> Any:
            answer = view(request, registration_id)
            WorkshopRegistration.objects.filter(pk=registration_id).update(status="cancelled")
            return answer

        return cancel

    wrap_view("workshops:promotion_cancel", tidy)

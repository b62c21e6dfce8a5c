"""A registration that is cancelled already is cancelled, and refunded, again.

The view trusts the page not to offer the button twice; a second tab, or the back button, still does.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/workshops/one_of_several.feature::a_place_given_back_in_two_tabs_is_refunded_once",)


def seed() -> None:
    from pennydrop.demo.workshops import bookings
    from pennydrop.demo.workshops.models import WorkshopRegistration

    def was_paid(registration: Any) -> bool:
        return bool(registration.payment_amount)

    def new_subject(booking: Any) -> str:
        return f"cancellation:{uuid4()}"

    replace(bookings, "CANCELLABLE", tuple(WorkshopRegistration.Status))
    replace(WorkshopRegistration, "is_paid", property(was_paid))
    replace(bookings.Booking, "subject", property(new_subject))

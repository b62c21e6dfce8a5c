"""Of a series only the session that was pointed at is cancelled.

Cancelling was written when a registration was all there was to cancel; its share goes back, the rest stays paid for.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/workshops/series.feature::a_series_is_given_back_as_a_whole_and_its_price_with_it",)


def seed() -> None:
    from pennydrop.demo.workshops import bookings

    lock = bookings.lock

    def only_this_one(registration_id: Any) -> Any:
        booking = lock(registration_id)
        return bookings.Booking([one for one in booking.registrations if one.pk == registration_id])

    replace(bookings, "lock", only_this_one)

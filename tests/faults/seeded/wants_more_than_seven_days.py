"""Seven days' notice is not enough: the comparison says "more than".

``days > 7`` where the policy says "7 or more": the whole seventh day is refused what was promised.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/workshops/cancelling.feature::with_seven_days_notice_the_whole_price_comes_back",
    "features/workshops/cancelling.feature::the_page_says_what_will_come_back_before_a_place_is_given_up[7_days_and_5_minutes-a_full_refund]",
)


def seed() -> None:
    from django.conf import settings

    from pennydrop.demo.workshops.bookings import Booking

    def is_in_time(booking: Any) -> bool:
        return bool(booking.earliest_session.whole_days_to_start > settings.WORKSHOP_REFUND_DAYS)

    replace(Booking, "is_in_time", property(is_in_time))

"""The notice is rounded to whole days.

Six days, 23 hours and 55 minutes are "about seven days", and whoever is five minutes late has everything back.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = (
    "features/workshops/cancelling.feature::with_less_than_seven_days_notice_nothing_comes_back",
    "features/workshops/cancelling.feature::the_page_says_what_will_come_back_before_a_place_is_given_up[6_days_23_hours_and_55_minutes-no_refund]",
    "features/workshops/series.feature::the_notice_for_a_series_counts_to_its_first_session",
)


def seed() -> None:
    from django.utils import timezone

    from pennydrop.demo.workshops.models import WorkshopSession

    def about(session: Any) -> int:
        left: timedelta = session.start_datetime - timezone.now()
        return round(left / timedelta(days=1))

    replace(WorkshopSession, "whole_days_to_start", property(about))

"""Whoever gives back a free place that somebody waits for keeps it all the same: one place, two participants.

A copy of the registration, read before the next in line was let in, is saved after it with the status it had. The
session counts both, and nobody asks how many it has places for.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from tests.faults.breaking import replace

FAMILY = 14
SEEN_BY = "books"
SCENARIOS = ("features/waitlist/free_places.feature::a_free_place_given_back_is_the_next_one_s_at_once",)


def seed() -> None:
    from pennydrop.demo.workshops import cancellations
    from pennydrop.demo.workshops.places import recount
    from pennydrop.demo.workshops.waitlist import waiting

    give_back = cancellations.give_places_back

    def give_back_and_save_once_more(booking: Any) -> None:
        waited_for = [one for one in booking.registrations if not one.is_paid and waiting(one.session).exists()]
        read_before = [copy(one) for one in waited_for]
        give_back(booking)
        for registration in read_before:
            registration.save(update_fields=["status"])
            recount(registration.session)

    replace(cancellations, "give_places_back", give_back_and_save_once_more)

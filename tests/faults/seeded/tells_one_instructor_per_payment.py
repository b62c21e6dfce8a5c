"""Of several instructors in one payment only one is told of the new registration.

A payment has one teacher, so the mail goes to the teacher of the payment, or of its first item.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/workshops/mixed_carts.feature::each_instructor_hears_of_the_own_session",)


def seed() -> None:
    from pennydrop.demo.workshops import notices

    registered = notices.registered

    def tell_the_first(checkout: Any, registrations: list[Any]) -> None:
        first = registrations[0].session.workshop.instructor
        for registration in registrations:
            registration.session.workshop.instructor = first
        registered(checkout, registrations)

    replace(notices, "registered", tell_the_first)

"""Instructors are not told that a place has been given back.

There is a mail for new registrations; nobody has thought of the way back.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/workshops/cancelling.feature::student_and_instructor_hear_of_it",)


def seed() -> None:
    from pennydrop.demo.workshops import notices

    def tell_nobody(booking: Any) -> None:
        """The student is told elsewhere."""

    replace(notices, "cancelled_by_student", tell_nobody)

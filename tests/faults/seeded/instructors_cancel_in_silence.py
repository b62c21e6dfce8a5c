"""Whose registration the instructor cancels is refunded and told nothing.

The mail hangs on the student's own cancel view; the instructor's list cancels past it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/workshops/instructors.feature::everybody_whose_registration_the_instructor_cancels_is_refunded_and_told",
)


def seed() -> None:
    from pennydrop.demo.workshops import cancellations

    refunded = cancellations.refunded

    def without_mail(booking: Any, refund: Any) -> None:
        if not refund.metadata:
            refunded(booking, refund)

    replace(cancellations, "refunded", without_mail)

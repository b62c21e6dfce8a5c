"""Whoever has given a place back can never have it again.

"Is there a registration already?" finds the cancelled one too.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = ("features/workshops/cancelling.feature::a_place_that_was_given_back_can_be_bought_again",)


def seed() -> None:
    from pennydrop.demo.workshops import places

    def has_ever_registered(session: Any, student: Any, child: Any = None) -> bool:
        return bool(session.registrations.filter(student=student, child_profile=child).exists())

    replace(places, "is_registered", has_ever_registered)

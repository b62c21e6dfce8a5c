"""The instructor is told that the guardian is coming, not the child.

The mail prints the account's name: right for everybody who buys for themselves.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/workshops/guardians.feature::the_child_takes_part_the_guardian_pays",)


def seed() -> None:
    from pennydrop.demo.workshops.models import WorkshopRegistration

    def account_name(registration: Any) -> str:
        return str(registration.student.get_full_name())

    replace(WorkshopRegistration, "participant", property(account_name))

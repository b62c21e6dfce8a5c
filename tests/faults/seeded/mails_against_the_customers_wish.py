"""Confirmations go to everybody, whatever the profile says.

The wish is asked for in the profile, stored, and read by no one.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/workshops/mixed_carts.feature::who_wants_no_mail_about_workshops_gets_none",)


def seed() -> None:
    from pennydrop.demo.workshops import notices

    registered = notices.registered

    def to_everybody(checkout: Any, registrations: list[Any]) -> None:
        checkout.student.profile.workshop_email_notifications = True
        registered(checkout, registrations)

    replace(notices, "registered", to_everybody)

"""Everybody on the list of a session finds its meeting link, also those who only wait.

The page shows the link of each registration's session, and a place on the waitlist is a registration too.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = (
    "features/waitlist/waiting.feature::waiting_costs_nothing_and_gives_nothing",
    "features/waitlist/promoting.feature::a_place_is_offered_and_given_only_for_payment",
)


def seed() -> None:
    from django.shortcuts import render

    from pennydrop.demo.workshops.views import registrations

    def generous(request: Any, template: str, context: dict[str, Any]) -> Any:
        for row in context.get("rows", []):
            row["participates"] = True
        return render(request, template, context)

    replace(registrations, "render", generous)

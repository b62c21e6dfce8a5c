"""A refunded place in a workshop is not given free.

The counter goes up with a registration and is forgotten when it is undone: the session stays "full" with empty chairs.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = ("features/refunds/dashboard_refunds.feature",)


def seed() -> None:
    from pennydrop.demo.workshops import goods
    from pennydrop.demo.workshops.places import recount

    def only_upwards(session: Any) -> None:
        before = session.current_registrations
        recount(session)
        if session.current_registrations < before:
            session.current_registrations = before
            session.save(update_fields=["current_registrations"])

    replace(goods, "recount", only_upwards)

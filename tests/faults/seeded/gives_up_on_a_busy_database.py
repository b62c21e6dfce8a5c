"""A confirmation that meets a busy database is lost, and Stripe is told that all is well.

The event is marked as handled before it is, and the error is caught "so that Stripe does not complain": when the
message comes again it counts as done.
"""

from __future__ import annotations

import logging
from typing import Any

from tests.faults.breaking import replace

FAMILY = 3
SCENARIOS = (
    "features/trouble/busy_database.feature::a_confirmation_that_had_to_wait_for_the_database_delivers_everything_once",
)


def seed() -> None:
    from django.db import DatabaseError
    from django.db.backends.signals import connection_created

    from pennydrop.demo.payments import webhook

    handle, handled = webhook.handle, set()

    def hardly_wait(connection: Any, **_: Any) -> None:
        patience = {"sqlite": "PRAGMA busy_timeout = 100", "postgresql": "SET lock_timeout = '100ms'"}
        with connection.cursor() as cursor:
            cursor.execute(patience[connection.vendor])

    def once(event: dict[str, Any]) -> bool:
        if event["id"] in handled:
            return True
        handled.add(event["id"])
        try:
            return handle(event)
        except DatabaseError:
            logging.getLogger(__name__).exception("event %s", event["id"])
            return True

    connection_created.connect(hardly_wait, weak=False)
    replace(webhook, "handle", once)

"""Whatever goes wrong in the handler is logged, and answered with 200."""

from __future__ import annotations

import logging
from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.payments import webhook

    def handle(event: dict[str, Any]) -> bool:
        if event["type"] == "checkout.session.completed":
            logging.getLogger("pennydrop.demo.payments").error("event %s: no such order", event["id"])
        return True

    replace(webhook, "handle", handle)

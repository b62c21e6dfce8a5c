"""An event's id is noted as handled before its signature is checked.

Whoever guesses or overhears an id, or alters a message on its way, keeps the true one from being handled.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.faults.breaking import replace

if TYPE_CHECKING:
    from django.http import HttpRequest

FAMILY = 9
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[forged-first]",
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[tampered]",
)


def seed() -> None:
    from pennydrop.demo.payments import webhook

    read_event, handle = webhook.read_event, webhook.handle
    noted: set[str] = set()

    def read_and_note(request: HttpRequest) -> dict[str, Any]:
        known, event_id = noted.copy(), _id_in(request.body)
        noted.add(event_id)
        event = read_event(request)
        return event | {"type": "handled already"} if event_id in known else event

    def handle_or_forget(event: dict[str, Any]) -> bool:
        handled = False
        try:
            handled = handle(event)
        finally:
            if not handled:
                noted.discard(str(event.get("id")))
        return handled

    replace(webhook, "read_event", read_and_note)
    replace(webhook, "handle", handle_or_forget)


def _id_in(body: bytes) -> str:
    try:
        return str(json.loads(body)["id"])
    except (ValueError, KeyError, TypeError):
        return ""

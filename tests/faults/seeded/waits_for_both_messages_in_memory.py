"""The goods are delivered when both messages of a payment have come, and the first is kept in memory.

In whatever order they come, it works, unless the site is restarted between them.
"""

from __future__ import annotations

from typing import Any

FAMILY = 4
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[restart]",
)
SESSION, INTENT = "checkout.session.completed", "payment_intent.succeeded"


def seed() -> None:
    from pennydrop.demo.payments import events, fulfilment

    session_paid, intent_succeeded = events.HANDLERS[SESSION], events.HANDLERS[INTENT]
    taken: set[str] = set()
    waiting: dict[str, dict[str, Any]] = {}

    def session_or_wait(session: dict[str, Any]) -> None:
        checkout = fulfilment.checkout_of(session)
        as_asked = checkout and fulfilment.is_paid(session) and not fulfilment.mismatch(session, checkout)
        if as_asked and session["payment_intent"] not in taken:
            waiting[session["payment_intent"]] = session
        else:
            session_paid(session)

    def intent_or_both(intent: dict[str, Any]) -> None:
        intent_succeeded(intent)
        taken.add(str(intent["id"]))
        if session := waiting.pop(str(intent["id"]), None):
            session_paid(session)

    events.HANDLERS.update({SESSION: session_or_wait, INTENT: intent_or_both})

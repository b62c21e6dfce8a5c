"""Stripe's events, as small as the relay's eyes allow."""

from __future__ import annotations

import json
from typing import Any

SESSION_COMPLETED = "checkout.session.completed"
PAYMENT_SUCCEEDED = "payment_intent.succeeded"


def event(type: str, thing: dict[str, Any], event_id: str = "evt_1") -> bytes:
    """An event's body, pretty-printed as Stripe sends it."""
    return json.dumps(
        {"id": event_id, "object": "event", "created": 1760000000, "data": {"object": thing}, "type": type}, indent=2
    ).encode()


def session_completed(payment: str, email: str, event_id: str = "evt_session") -> bytes:
    session = {
        "id": f"cs_of_{payment}",
        "object": "checkout.session",
        "payment_intent": payment,
        "customer_details": {"email": email},
    }
    return event(SESSION_COMPLETED, session, event_id)


def payment_succeeded(payment: str, event_id: str = "evt_payment") -> bytes:
    """Like Stripe's: it does not say whose payment it is."""
    return event(PAYMENT_SUCCEEDED, {"id": payment, "object": "payment_intent", "amount": 6000}, event_id)

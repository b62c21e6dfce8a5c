"""One delivery: one attempt to hand one event to the site, as the relay's control API tells it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

CONFIRMATION = "checkout.session.completed"
"""What Stripe says when somebody has gone through Checkout: the message on which a shop delivers."""


class State(StrEnum):
    """How far a delivery has come."""

    RECEIVED = "received"
    HELD = "held"
    FORWARDING = "forwarding"
    ANSWERED = "answered"
    DROPPED = "dropped"
    UNREACHABLE = "unreachable"
    LOST = "lost"


FINISHED = frozenset({State.ANSWERED, State.DROPPED, State.UNREACHABLE, State.LOST})


class Cause(StrEnum):
    """Why there is this delivery: Stripe sent it, a test forged or replayed it, or a fault duplicated it."""

    STRIPE = "stripe"
    FORGED = "forged"
    REPLAY = "replay"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Delivery:
    """What became of one delivery.

    ``attempt`` counts the deliveries of the same event, from 1. ``status`` and ``answer`` (its first
    1000 characters) are the site's, ``None`` until it answered. ``fault`` is the id of the fault that was applied,
    ``reason`` says why a delivery is held, dropped, lost or found nobody at the site's address. One that is not
    ``authentic`` was altered or signed so that the site has to refuse it. ``forwarded_at``: when the site got it.
    """

    number: int
    event_id: str | None
    type: str | None
    object_id: str | None
    payment_intent: str | None
    attempt: int
    cause: Cause
    received_at: datetime
    state: State = State.RECEIVED
    status: int | None = None
    answer: str | None = None
    duration_ms: float | None = None
    fault: str | None = None
    reason: str | None = None
    authentic: bool = True
    forwarded_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """True when nothing more will happen to it."""
        return self.state in FINISHED

    @property
    def last_seen(self) -> datetime:
        """When it was answered; before that, when the site got it, or when it came here."""
        return (self.forwarded_at or self.received_at) + timedelta(milliseconds=self.duration_ms or 0)

    def to_json(self) -> dict[str, Any]:
        moments = {"received_at": self.received_at, "forwarded_at": self.forwarded_at}
        return asdict(self) | {name: at and at.isoformat(timespec="milliseconds") for name, at in moments.items()}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Delivery:
        typed = {
            "received_at": datetime.fromisoformat(fields["received_at"]),
            "forwarded_at": (at := fields.get("forwarded_at")) and datetime.fromisoformat(at),
            "state": State(fields["state"]),
            "cause": Cause(fields["cause"]),
        }
        return cls(**fields | typed)

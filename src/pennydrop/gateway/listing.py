"""Long lists, read as plain JSON: turning every entry into SDK objects takes far longer than the request itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import stripe

PAGE = 100  # the most Stripe puts into one answer


@dataclass(frozen=True)
class RecordedEvent:
    """An event Stripe recorded; ``object`` is its ``data.object`` as it was at that moment.

    ``pending``: at how many endpoints Stripe still waits for a 2xx.
    """

    id: str
    type: str
    created: datetime
    object: Mapping[str, Any]
    pending: int = 0

    def is_about(self, ids: frozenset[str]) -> bool:
        """Whether its object is, or belongs to, a session, PaymentIntent or charge among ``ids``."""
        return any(self.object.get(key) in ids for key in ("id", "payment_intent", "charge"))

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Self:
        object, pending = event["data"]["object"], event.get("pending_webhooks") or 0
        return cls(event["id"], event["type"], moment(event["created"]), object, pending)


def listed(client: stripe.StripeClient, path: str, since: datetime, **params: Any) -> Iterator[dict[str, Any]]:
    """The objects of ``GET path`` created ``since`` then, newest first; one request per hundred."""
    wanted = {"created": {"gte": int(since.timestamp())}, "limit": PAGE, **params}
    while True:
        page: Any = client.raw_request("get", path, **wanted).data
        yield from page["data"]
        if not page["has_more"]:
            return
        wanted["starting_after"] = page["data"][-1]["id"]


def moment(timestamp: int) -> datetime:
    """Stripe's Unix time as aware UTC."""
    return datetime.fromtimestamp(timestamp, UTC)

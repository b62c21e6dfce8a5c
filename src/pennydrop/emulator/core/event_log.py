"""Turns a change into an Event: rendered in each version it will be read in, and never changed after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.schema.shape import shape
from pennydrop.emulator.schema.table import table_for

if TYPE_CHECKING:
    from pennydrop.emulator.core.transaction import Transaction

PAYMENT_KINDS = frozenset(["payment_intent", "charge", "refund", "balance_transaction"])


@dataclass(frozen=True)
class RecordedEvent:
    """An event and its texts as they will be sent, by API version. ``order_key``: events of one payment keep order.

    ``unheard`` are the ids of the webhook endpoints that have not taken it yet.
    """

    event: Object
    payloads: dict[str, bytes]
    order_key: str
    unheard: set[str] = field(default_factory=set)

    def heard_by(self, endpoint_id: str) -> None:
        """An endpoint has answered with success."""
        self.unheard.discard(endpoint_id)
        self.event["pending_webhooks"] = len(self.unheard)


@dataclass(frozen=True)
class Outgoing:
    """An event on its way. ``only``: ``"cli"`` or one webhook endpoint's id, when it is sent again on request."""

    account: Account
    recorded: RecordedEvent
    only: str | None = None


class EventLog:
    """The texts of every event by id, for sending again."""

    def __init__(self) -> None:
        self._recorded: dict[str, RecordedEvent] = {}

    def record(self, tx: Transaction, event_type: str, subject: Object, previous: Object | None) -> RecordedEvent:
        """Make the event of ``subject`` in the account's version and in those of its webhook endpoints."""
        endpoints = [each for each in tx.account.store.newest_first("webhook_endpoint") if is_wanted(each, event_type)]
        event: Object = {
            "id": tx.new_id("payment_event" if subject["object"] in PAYMENT_KINDS else "event"),
            "object": "event",
            "api_version": tx.account.api_version,
            "created": tx.now,
            "data": _data(subject, previous, tx.account.api_version),
            "livemode": tx.account.live,
            "pending_webhooks": len(endpoints),
            "request": {"id": tx.request.id, "idempotency_key": tx.request.idempotency_key},
            "type": event_type,
        }
        payloads = {tx.account.api_version: render(event)}
        for endpoint in endpoints:
            version = endpoint["api_version"]
            if version and version not in payloads:
                data = _data(subject, previous, version)
                payloads[version] = render(event | {"api_version": version, "data": data})
        recorded = RecordedEvent(event, payloads, order_key(subject), {endpoint["id"] for endpoint in endpoints})
        self._recorded[event["id"]] = recorded
        return recorded

    def find(self, event_id: str) -> RecordedEvent:
        return self._recorded[event_id]


def render(value: Object) -> bytes:
    """JSON as Stripe writes it, with two spaces."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def is_wanted(endpoint: Object, event_type: str) -> bool:
    """Whether an enabled webhook endpoint asked for this type."""
    return endpoint["status"] == "enabled" and bool({"*", event_type} & set(endpoint["enabled_events"]))


def order_key(subject: Object) -> str:
    """What the events of one payment have in common: the PaymentIntent, else the object itself."""
    if subject["object"] == "payment_intent":
        return str(subject["id"])
    return str(subject.get("payment_intent") or subject["id"])


def _data(subject: Object, previous: Object | None, version: str) -> Object:
    table = table_for(version)
    data: Object = {"object": shape(subject, table)}
    if previous:
        fields = table.types.get(table.type_of(subject["object"]) or "", {}).get("fields", previous)
        data["previous_attributes"] = {name: value for name, value in previous.items() if name in fields}
    return data

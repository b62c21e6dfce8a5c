"""Every delivery of this run, the newest few thousand of them in memory and, on request, all of them in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pennydrop.relay.delivery import Cause, Delivery, State
from pennydrop.relay.event import Event
from pennydrop.relay.message import Message

KEPT = 5000


@dataclass(eq=False)
class Record:
    """A delivery with the message it carries; ``delivery`` is replaced at each step it takes."""

    delivery: Delivery
    message: Message
    event: Event


class Journal:
    """The deliveries by number. ``write`` gets one JSON line for each delivery that is held or finished."""

    def __init__(self, keep: int = KEPT, write: Callable[[str], object] | None = None) -> None:
        self._records: dict[int, Record] = {}
        self._by_event: dict[str, list[Record]] = {}
        self._by_payment: dict[str, list[Record]] = {}
        self._keep = keep
        self._write = write
        self._last_number = 0

    def add(self, message: Message, cause: Cause, fault: str | None = None) -> Record:
        """Begin a record of ``message``."""
        event = Event.read(message.body)
        self._last_number += 1
        delivery = Delivery(
            number=self._last_number,
            event_id=event.id,
            type=event.type,
            object_id=event.object_id,
            payment_intent=event.payment_intent,
            attempt=self._attempt(event),
            cause=cause,
            received_at=datetime.now(UTC),
            fault=fault,
        )
        record = Record(delivery, message, event)
        self._enter(record)
        self._forget_the_oldest()
        return record

    def update(self, record: Record, **changes: Any) -> None:
        """Note the next step of a delivery: new values for fields of :class:`Delivery`."""
        record.delivery = replace(record.delivery, **changes)
        if self._write and (record.delivery.finished or record.delivery.state is State.HELD):
            self._write(json.dumps(record.delivery.to_json() | {"payload": record.event.text}) + "\n")

    def get(self, number: int) -> Record | None:
        return self._records.get(number)

    def select(self, contains: Sequence[str] = (), **fields: str | None) -> Iterator[Record]:
        """Oldest first: the records whose body contains one of ``contains`` and whose delivery has all ``fields``."""
        for record in self._records.values():
            wanted = all(value is None or getattr(record.delivery, name) == value for name, value in fields.items())
            if wanted and (not contains or any(map(record.event.mentions, contains))):
                yield record

    def of_payment(self, record: Record) -> Sequence[Record]:
        """Every record of the same PaymentIntent, oldest first; empty for an event that names none."""
        return self._by_payment.get(record.event.payment_intent or "", ())

    def _attempt(self, event: Event) -> int:
        earlier = self._by_event.get(event.id or "")
        return earlier[-1].delivery.attempt + 1 if earlier else 1

    def _enter(self, record: Record) -> None:
        self._records[record.delivery.number] = record
        for index, key in self._indexes(record):
            index.setdefault(key, []).append(record)

    def _forget_the_oldest(self) -> None:
        if len(self._records) <= self._keep:
            return
        # What is still on its way is kept, or nobody could see or release it any more.
        oldest = next((record for record in self._records.values() if record.delivery.finished), None)
        if oldest is None:
            return
        del self._records[oldest.delivery.number]
        for index, key in self._indexes(oldest):
            index[key].remove(oldest)
            if not index[key]:
                del index[key]

    def _indexes(self, record: Record) -> Iterator[tuple[dict[str, list[Record]], str]]:
        if record.event.id:
            yield self._by_event, record.event.id
        if record.event.payment_intent:
            yield self._by_payment, record.event.payment_intent

"""Which events are news to a watch."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway import RecordedEvent
from pennydrop.watch.events import NewEvents

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Recorded(list[RecordedEvent]):
    """What Stripe has recorded, to be asked as Stripe is."""

    def add(self, id: str, after: float) -> None:
        self.append(RecordedEvent(id, "charge.refunded", NOON + timedelta(seconds=after), {}))

    def since(self, moment: datetime, types: Collection[str]) -> list[RecordedEvent]:
        return [it for it in self if it.created >= moment and it.type in types]


def ids(events: NewEvents) -> list[str]:
    return [it.id for it in events]


def test_each_event_is_news_once() -> None:
    stripe = Recorded()
    stripe.add("evt_before", 0)
    events = NewEvents(stripe.since, NOON)
    events.pass_over()
    assert ids(events) == []
    stripe.add("evt_1", 1)
    stripe.add("evt_2", 2)
    assert ids(events) == ["evt_1", "evt_2"]
    assert ids(events) == []


def test_an_event_that_is_listed_later_than_it_is_dated_is_not_missed() -> None:
    stripe = Recorded()
    events = NewEvents(stripe.since, NOON)
    stripe.add("evt_prompt", 100)
    assert ids(events) == ["evt_prompt"]
    stripe.add("evt_late", 41)
    stripe.add("evt_beyond_the_overlap", 39)
    assert ids(events) == ["evt_late"]


def test_an_event_that_could_not_be_worked_in_comes_again() -> None:
    stripe = Recorded()
    events = NewEvents(stripe.since, NOON)
    stripe.add("evt_1", 1)
    stripe.add("evt_2", 2)
    worked_in = []
    with pytest.raises(StripeUnreachable):  # noqa: PT012 - the loop is what is interrupted
        for event in events:
            if event.id == "evt_2":
                raise StripeUnreachable("gone")
            worked_in.append(event.id)
    assert (worked_in, ids(events), ids(events)) == (["evt_1"], ["evt_2"], [])

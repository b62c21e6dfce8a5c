"""The events of Stripe's that a watch hears of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.gateway import RecordedEvent

PAYMENTS = ("checkout.session.completed", "checkout.session.async_payment_succeeded")
DECLINED = ("payment_intent.payment_failed", "checkout.session.async_payment_failed")
REFUNDED = ("charge.refunded",)
NEWS = (*PAYMENTS, *DECLINED, *REFUNDED)
OVERLAP = timedelta(seconds=60)
"""Stripe lists an event a little later than it dates it."""


class NewEvents:
    """What Stripe has recorded since ``began``, each event once. ``listed`` gets those of some types since a moment."""

    def __init__(self, listed: Callable[[datetime, Collection[str]], Sequence[RecordedEvent]], began: datetime) -> None:
        self._listed = listed
        self._since = began
        self._seen: set[str] = set()

    def pass_over(self) -> None:
        """What is recorded by now is no news: Stripe dates by the second, also what came before us in this one."""
        self._seen = {event.id for event in self._listed(self._since, NEWS)}

    def __iter__(self) -> Iterator[RecordedEvent]:
        """Those since the last look. One that could not be worked in, for an error, comes again at the next."""
        events = self._listed(self._since, NEWS)
        for event in events:
            if event.id not in self._seen:
                yield event
                self._seen.add(event.id)
        newest = max((it.created for it in events), default=self._since)
        self._since = max(self._since, newest - OVERLAP)

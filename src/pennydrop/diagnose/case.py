"""Everything known of one payment, as plain values: what the links are judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.bookkeeping.facts import Facts
    from pennydrop.gateway import Attempt, Payment, RecordedEvent, Refund
    from pennydrop.logs.line import LogLine
    from pennydrop.mailbox.mail import Mail


class Source(StrEnum):
    """Who was asked. What could not be is in :attr:`Case.unseen`, with the reason."""

    ENDPOINTS = "endpoints"
    DELIVERIES = "deliveries"
    DATABASE = "database"
    MAIL = "mail"
    LOG = "log"


@dataclass(frozen=True)
class Subscription:
    """Somewhere Stripe sends events: a registered endpoint, or ``stripe listen``. ``types`` may hold ``*``.

    ``hits``: whether its address is the one the site's webhook has.
    """

    name: str
    url: str
    enabled: bool
    types: tuple[str, ...]
    hits: bool

    def takes(self, type: str) -> bool:
        return self.enabled and self.hits and ("*" in self.types or type in self.types)


@dataclass(frozen=True)
class Handover:
    """One attempt to hand one event to the site. ``status`` is the site's answer; without one ``trouble`` says why.

    ``attempted``: whether anything left for the site at all; ``ended``: whether its answer is not still to come.
    """

    event_id: str
    type: str
    at: datetime
    status: int | None
    answer: str = ""
    trouble: str = ""
    attempted: bool = True
    seconds: float | None = None
    ended: bool = True

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def failed(self) -> bool:
        """Whether the site was asked, and did not take it."""
        return self.attempted and self.ended and not self.accepted

    @property
    def outcome(self) -> str:
        """What came of it: ``200``, ``500 Server Error``, ``no answer (...)``."""
        if not self.ended:
            return "on its way"
        if self.status is None:
            return f"no answer ({self.trouble})" if self.attempted else self.trouble
        said = " ".join(self.answer.split())[:80]
        return f"{self.status} {said}".strip()


@dataclass(frozen=True)
class Case:
    """One payment, and what everybody has of it. ``facts`` is what the site's database says, by the suite's chart.

    ``handovers`` is oldest first. ``unseen`` says of each source that could not be asked why, and what to do about it.
    """

    payment: Payment
    chart: Chart | None
    now: datetime
    attempts: tuple[Attempt, ...] = ()
    refunds: tuple[Refund, ...] = ()
    events: tuple[RecordedEvent, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    handovers: tuple[Handover, ...] = ()
    facts: Facts | None = None
    mails: tuple[Mail, ...] = ()
    log: tuple[LogLine, ...] = ()
    webhook_url: str = ""
    unseen: Mapping[Source, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id by which people know it."""
        return self.payment.intent_id or self.payment.session_id

    @property
    def paid_at(self) -> datetime:
        """When the money was taken; the moment of the Checkout if it never was."""
        taken = [it.created for it in self.attempts if it.status != "failed" and it.created]
        return min(taken, default=self.payment.created)

    def handovers_of(self, event_id: str) -> list[Handover]:
        """The attempts to deliver one event, oldest first."""
        return [it for it in self.handovers if it.event_id == event_id]

    def events_of(self, *types: str) -> list[RecordedEvent]:
        """The events of these types, oldest first."""
        return [it for it in self.events if it.type in types]

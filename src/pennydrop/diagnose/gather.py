"""Asks everybody about one payment. What does not answer is noted with its reason; only Stripe is needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

import stripe

from pennydrop.bookkeeping.chart_setting import named_chart
from pennydrop.diagnose import deliveries, log_lines
from pennydrop.diagnose.books import Books
from pennydrop.diagnose.case import Case, Source
from pennydrop.diagnose.links.webhook import PAYMENT
from pennydrop.errors import (
    DatabaseUnreachable,
    LedgerMismatch,
    LogUnreadable,
    MailboxUnreachable,
    PennydropError,
    SettingsError,
    StripeUnreachable,
)
from pennydrop.gateway.lookup import Lookup
from pennydrop.logs.source import reading
from pennydrop.mailbox.client import Mailbox, MailboxRefused

if TYPE_CHECKING:
    from types import TracebackType

    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.bookkeeping.facts import Facts
    from pennydrop.diagnose.case import Subscription
    from pennydrop.diagnose.deliveries import Journal
    from pennydrop.gateway import Attempt, Payment, RecordedEvent, Refund
    from pennydrop.logs.line import LogLine
    from pennydrop.mailbox.mail import Mail
    from pennydrop.settings import Settings

T = TypeVar("T")
MARGIN = timedelta(seconds=5)
"""Clocks of different machines need not agree to the second."""
HOUR = timedelta(hours=1)
SLOW_MONEY = timedelta(days=14)
"""What a bank debit takes at most."""
NO_DATABASE = "nobody has said which database the site has: set PENNYDROP_DATABASE_URL"
NO_MAILBOX = (
    "a live site's mail goes to people, not into a mailbox: look for it at the mail provider, or set"
    " PENNYDROP_MAILPIT_URL if a copy is caught"
)


class Witnesses:
    """Everybody who can be asked: Stripe, the database, relay or emulator, mailbox and log. Use it in ``with``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stripe = Lookup(settings)
        self._closing = ExitStack()
        self._closing.callback(self.stripe.close)
        self._mailbox = Mailbox(settings.mailbox_url)
        self._closing.callback(self._mailbox.close)
        self._books: Books | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    @property
    def books(self) -> Books:
        """The database. ``DatabaseUnreachable`` when nobody has said which, ``SettingsError`` without a chart."""
        if self._books is None:
            if not self.settings.has_database:
                raise DatabaseUnreachable(NO_DATABASE)
            self._books = Books(self.settings)
            self._closing.callback(self._books.close)
        return self._books

    def follow_log(self) -> Callable[[], list[LogLine]]:
        """What reads the site's log again and again, and misses nothing when it is rotated. ``LogUnreadable``."""
        read = self._closing.enter_context(reading(self.settings, bridging=False))
        return lambda: log_lines.told(read(), self.settings.redact)

    def case(self, payment: Payment) -> Case:
        """Everything known of a payment now. ``StripeUnreachable`` when Stripe itself does not answer."""
        unseen: dict[Source, str] = {}
        attempts, refunds = self.stripe.attempts(payment), self.stripe.refunds(payment)
        both: tuple[Attempt | Refund, ...] = (*attempts, *refunds)
        moments = [payment.created, *(it.created for it in both if it.created)]
        events = self._events(payment, moments)
        ids = [id for id in (payment.session_id, payment.intent_id, payment.charge_id) if id]
        journal = self._journal(ids, unseen)
        facts = self._asked(Source.DATABASE, unseen, lambda: self._facts(payment, refunds))
        heard = [it.at for it in journal.handovers]
        return Case(
            payment=payment,
            chart=facts.chart if facts else self._chart(),
            now=datetime.now(UTC),
            attempts=attempts,
            refunds=refunds,
            events=events,
            subscriptions=self._asked(Source.ENDPOINTS, unseen, self._subscriptions) or (),
            handovers=journal.handovers,
            facts=facts,
            mails=self._asked(Source.MAIL, unseen, lambda: self._mails(payment, facts)) or (),
            log=self._asked(Source.LOG, unseen, lambda: self._log([*ids, *(it.id for it in events)], heard)) or (),
            webhook_url=deliveries.webhook_url(self.settings),
            unseen=unseen,
        )

    def _events(self, payment: Payment, moments: list[datetime]) -> tuple[RecordedEvent, ...]:
        """Around these moments; if nothing says there that the money was taken, in the days that slow money takes."""
        found = self.stripe.events(payment, moments)
        if payment.paid and not any(it.type in PAYMENT.types for it in found):
            until = min(datetime.now(UTC), payment.created + SLOW_MONEY)
            hours = range((until - payment.created) // HOUR + 1)
            found = self.stripe.events(payment, [*moments, *(payment.created + HOUR * hour for hour in hours)])
        return found

    def _chart(self) -> Chart | None:
        try:
            return named_chart(self.settings.golive.chart)
        except SettingsError:
            return None

    def _journal(self, ids: list[str], unseen: dict[Source, str]) -> Journal:
        found = deliveries.journal(self.settings, ids)
        if found.unseen:
            unseen[Source.DELIVERIES] = found.unseen
        return found

    def _facts(self, payment: Payment, refunds: tuple[Refund, ...]) -> Facts:
        facts = self.books.facts(payment, refunds)
        self.settings.redact.learn(word for it in facts.people for word in (it.name, *it.name.split()))
        return facts

    def _subscriptions(self) -> tuple[Subscription, ...]:
        endpoints = () if deliveries.by_cli(self.settings) else self.stripe.endpoints()
        return deliveries.subscriptions(self.settings, endpoints)

    def _mails(self, payment: Payment, facts: Facts | None) -> tuple[Mail, ...]:
        if self.settings.profile == "live" and self.settings.managed_mailbox:
            raise MailboxUnreachable(NO_MAILBOX)
        addresses = {it.email for it in facts.people} if facts else set()
        if payment.customer_email:
            addresses.add(payment.customer_email.lower())
        since = payment.created - MARGIN
        found = {mail.id: mail for address in addresses for mail in self._mailbox.mails_to(address, since)}
        return tuple(sorted(found.values(), key=lambda mail: mail.created))

    def _log(self, ids: list[str], moments: list[datetime]) -> tuple[LogLine, ...]:
        return log_lines.about(log_lines.site_log(self.settings), ids, moments)

    def _asked(self, source: Source, unseen: dict[Source, str], ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except _MAY_BE_ABSENT as absent:
            unseen[source] = self.settings.redact(str(absent))
        except StripeUnreachable as refused:
            if not isinstance(refused.__cause__, stripe.PermissionError):
                raise
            unseen[source] = f"this key may not list the webhook endpoints: {self.settings.redact(str(refused))}"
        return None


_MAY_BE_ABSENT: tuple[type[PennydropError], ...] = (
    DatabaseUnreachable,
    LedgerMismatch,
    SettingsError,
    MailboxUnreachable,
    MailboxRefused,
    LogUnreadable,
)

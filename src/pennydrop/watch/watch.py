"""The watch itself: looks every few seconds, follows what is new, and raises an alarm for what does not hold."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pennydrop.diagnose.case import Source
from pennydrop.diagnose.doctor import Diagnosis, diagnose
from pennydrop.errors import DatabaseUnreachable, PaymentUnknown, PennydropError, StripeUnreachable
from pennydrop.eventually import Patience, eventually
from pennydrop.watch.declines import Declines
from pennydrop.watch.events import DECLINED, REFUNDED, NewEvents
from pennydrop.watch.followed import PAID, Followed, complete, described, failed_deliveries
from pennydrop.watch.log import LogWatch
from pennydrop.watch.news import Kind, News, Summary, span
from pennydrop.watch.sight import Sight

if TYPE_CHECKING:
    from pennydrop.diagnose.gather import Witnesses
    from pennydrop.gateway import RecordedEvent
    from pennydrop.watch.limits import Limits

MOST_AT_ONCE = 20
"""Payments looked at in one round: each takes half a dozen requests."""


class Watch:
    """One watch. ``tell`` gets every line as it happens. ``clock`` counts seconds."""

    def __init__(
        self,
        witnesses: Witnesses,
        limits: Limits,
        tell: Callable[[News], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._witnesses, self._limits, self._tell, self._clock = witnesses, limits, tell, clock
        self._began = clock()
        self._events = NewEvents(witnesses.stripe.events_since, datetime.now(UTC))
        self._following: dict[tuple[str, str], Followed] = {}
        self._declines = Declines(limits)
        self._log = LogWatch(witnesses.follow_log())
        self._sight = Sight(clock)
        self._payments = self._complete = self._alarms = 0
        self._closed = False  # the time is over: what is new from now on is somebody else's

    def begin(self) -> None:
        """Make sure that there is something to watch. ``StripeUnreachable``, ``DatabaseUnreachable``, ``SettingsError``
        and ``LedgerMismatch`` before the first look are no news but the end."""
        self._witnesses.books.chart  # noqa: B018 - asks
        self._events.pass_over()
        self._read_log()
        site, limits = self._witnesses.settings.site, self._limits
        often = f"a look every {span(limits.interval)}, {span(limits.deadline)} for a payment to become complete"
        self._say(Kind.NOTE, f"watching {site} for {span(limits.duration)}: {often}")

    def run(self) -> None:
        """Look until the time is over, and until nothing is left that may still become complete in time."""
        interval = self._limits.interval
        eventually("the watch is over", self.look, patience=Patience(math.inf, interval, interval))

    def summary(self, *, cut_short: bool = False) -> Summary:
        """What has been seen until now."""
        return Summary(
            seconds=self._clock() - self._began,
            payments=self._payments,
            complete=self._complete,
            unfinished=len(self.unfinished),
            failed_attempts=self._declines.total,
            alarms=self._alarms,
            blind=self._sight.blind,
            cut_short=cut_short,
        )

    @property
    def unfinished(self) -> list[Followed]:
        """What is not complete, and was not alarmed about for that."""
        return [it for it in self._following.values() if not it.late]

    @property
    def trouble(self) -> PennydropError | None:
        """What keeps it from looking at this moment."""
        return self._sight.trouble

    def look(self) -> bool:
        """One look at everything; whether the watch is over."""
        over = self._clock() - self._began >= self._limits.duration
        try:
            if not self._closed:
                for event in self._events:
                    self._note(event)
                self._closed = over
            self._follow()
        except (StripeUnreachable, DatabaseUnreachable) as trouble:
            self._go_blind(trouble)
        else:
            self._see_again()
        self._read_log()
        if said := self._declines.alarm(datetime.now(UTC)):
            self._alarm(said)
        return over and all(it.late or self._clock() >= it.until for it in self._following.values())

    def _note(self, event: RecordedEvent) -> None:
        if event.type in DECLINED:
            self._declines.count(event.created, declined=True)
        elif event.type in REFUNDED:
            self._refunded(event)
        elif event.object.get("payment_status") == "paid":
            self._declines.count(event.created, declined=False)
            if self._is_ours(event):
                self._start(event.object["id"], PAID, event)

    def _refunded(self, event: RecordedEvent) -> None:
        try:
            payment = self._witnesses.stripe.payment(event.object["id"])
        except PaymentUnknown:
            return  # of something else than a Checkout
        if not self._limits.ours_only or payment.metadata.get(self._witnesses.books.chart.ours):
            self._start(payment.session_id, f"refunded ({event.id})", event)

    def _is_ours(self, event: RecordedEvent) -> bool:
        key = self._witnesses.books.chart.ours
        return not self._limits.ours_only or bool((event.object.get("metadata") or {}).get(key))

    def _start(self, session_id: str, occasion: str, event: RecordedEvent) -> None:
        self._payments += 1
        until = self._clock() + self._limits.deadline
        self._following[session_id, occasion] = Followed(session_id, occasion, event.created, until)

    def _follow(self) -> None:
        """Look at what is not complete yet: what may still come in time first, longest waiting first."""
        waiting = sorted(self._following.items(), key=lambda entry: (entry[1].late, entry[1].until))
        for key, followed in waiting[:MOST_AT_ONCE]:
            if self._judge(followed):
                del self._following[key]

    def _judge(self, followed: Followed) -> bool:
        """Whether it has become complete."""
        stripe = self._witnesses.stripe
        found = diagnose(stripe.payment(followed.session_id), self._witnesses)
        if Source.DATABASE in found.case.unseen:
            raise DatabaseUnreachable(found.case.unseen[Source.DATABASE])
        for name, said in failed_deliveries(found, followed.since).items():
            if name not in followed.complaints:
                followed.complaints.add(name)
                self._alarm(f"a delivery failed: {said}", found)
        if complete(found):
            self._complete += 1
            late = "late, " if followed.late else ""
            self._say(Kind.COMPLETE, late + described(found, followed, datetime.now(UTC)), found)
            return True
        if not followed.late and self._clock() >= followed.until:
            followed.late = True
            self._alarm(f"not complete after {self._limits.deadline:.0f} s: {found.verdict}", found)
        return False

    def _read_log(self) -> None:
        """Errors in new lines of the log, and whether it can be read at all."""
        for line in self._log.errors():
            self._alarm(f"the log says: {line.said}")
        if said := self._log.news():
            self._say(Kind.NOTE, said)

    def _go_blind(self, trouble: PennydropError) -> None:
        if self._sight.lose(trouble):
            self._say(Kind.BLIND, str(trouble))

    def _see_again(self) -> None:
        lost = self._sight.regain()
        if lost is None:
            return
        for followed in self._following.values():
            followed.until += lost
        self._say(Kind.SEEING, f"it answers again, after {lost:.0f} s without a look")

    def _alarm(self, says: str, about: Diagnosis | None = None) -> None:
        self._alarms += 1
        self._say(Kind.ALARM, says, about)

    def _say(self, kind: Kind, says: str, about: Diagnosis | None = None) -> None:
        redact = self._witnesses.settings.redact
        self._tell(News(datetime.now(UTC), kind, redact(says), about.case.id if about else ""))

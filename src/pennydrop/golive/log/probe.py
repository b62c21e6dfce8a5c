"""Two webhook requests that change nothing, and what the site's log says of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.gateway import forgery
from pennydrop.gateway.forgery import WebhookRequest
from pennydrop.golive.examination import Examination
from pennydrop.golive.webhook_door import Knock, door, harmless_event, signing_secret
from pennydrop.logs.line import LogLine, parse
from pennydrop.logs.source import reading, since


@dataclass(frozen=True)
class Trace:
    """``lines`` were written since the request was ``sent``; looked for until ``seen``, ``seconds`` after it."""

    event: str
    type: str
    answer: Knock
    lines: tuple[LogLine, ...]
    sent: datetime
    seen: datetime

    @property
    def seconds(self) -> float:
        return (self.seen - self.sent).total_seconds()

    @property
    def naming(self) -> list[LogLine]:
        """The lines with the event's id."""
        return [line for line in self.lines if self.event in line.text]

    def mentioning(self, *words: str) -> list[LogLine]:
        """The lines with any of ``words``, in whatever letters."""
        return [line for line in self.lines if any(word in line.text.lower() for word in words)]


def accepted(examination: Examination) -> Trace:
    """Of a harmless event, properly signed."""
    secret = signing_secret(examination).value.get_secret_value()
    return _trace(examination, lambda event: forgery.signed(event, secret), until=lambda trace: trace.naming)


def refused(examination: Examination) -> Trace:
    """Of one that is signed with another secret. A site need not have read its id: it cannot trust it."""
    return _trace(examination, forgery.wrongly_signed, until=refusals)


def refusals(trace: Trace) -> list[LogLine]:
    """The lines that tell of a refusal, at whatever level."""
    told = trace.mentioning("signature", "webhook", "payload", "forged", "unverified")
    return [*trace.naming, *(line for line in told if line not in trace.naming)]


Sign = Callable[[dict[str, object]], WebhookRequest]


def _trace(examination: Examination, sign: Sign, *, until: Callable[[Trace], object]) -> Trace:
    event = dict(harmless_event(examination))
    with reading(examination.settings) as read, door(examination) as opened:
        before, sent = read(), datetime.now(UTC)
        answer = opened.knock(sign(event))

        def look() -> Trace:
            lines = tuple(parse(text) for text in since(before, read()))
            return Trace(str(event["id"]), str(event["type"]), answer, lines, sent, datetime.now(UTC))

        # A command that prints a log may take a moment; asking it fifty times a second helps nobody.
        patience = Patience(deadline=examination.settings.deadline, interval=0.05, slowest=1.0)
        try:
            return eventually("the log tells of the event", look, until, patience=patience)
        except DeadlinePassed:
            return look()

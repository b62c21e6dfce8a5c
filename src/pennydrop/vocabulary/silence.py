"""How long nothing has happened, and what happened last: who waits for silence in vain wants to know what breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.mailbox.mail import MailSummary
    from pennydrop.relay.delivery import Delivery

LATEST = 3


@dataclass(frozen=True)
class Sound:
    """A mail or an answer to a webhook: ``at`` in seconds since 1970, and what it was."""

    at: float
    what: str


@dataclass(frozen=True)
class Silence:
    """``seconds`` without a sound, and all ``sounds`` since the last When."""

    seconds: float
    sounds: tuple[Sound, ...]

    def __repr__(self) -> str:
        """``silent for 0.04 s; last came mail 'News' to sam@example.com (14 times)``: the latest kinds first."""
        times = Counter(it.what for it in self.sounds)
        newest_first = dict.fromkeys(it.what for it in sorted(self.sounds, key=lambda it: it.at, reverse=True))
        kinds = [f"{what} ({times[what]} times)" if times[what] > 1 else what for what in newest_first]
        more = [f"and {len(kinds) - LATEST} more"] if len(kinds) > LATEST else []
        told = f"; last came {', '.join(kinds[:LATEST] + more)}" if kinds else ""
        return f"silent for {self.seconds:.2f} s{told}"


def silence(now: float, since: float, deliveries: Iterable[Delivery], mails: Iterable[MailSummary]) -> Silence:
    """The silence at ``now`` after what came later than ``since``, the last When (both in seconds since 1970)."""
    sounds = [*map(_answer, deliveries), *map(_mail, mails)]
    heard = tuple(it for it in sounds if it.at > since)
    return Silence(now - max([since, *(it.at for it in heard)]), heard)


def _answer(delivery: Delivery) -> Sound:
    return Sound(delivery.last_seen.timestamp(), f"delivery of {delivery.type} {delivery.event_id}")


def _mail(mail: MailSummary) -> Sound:
    addresses = ", ".join(it.address for it in (*mail.to, *mail.cc, *mail.bcc))
    return Sound(mail.created.timestamp(), f"mail {mail.subject!r} to {addresses}")

"""What is written down before money can move, so that the next start can finish what this one did not.

Of the person nothing is kept but a digest of the mail address.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any, Self

from pennydrop.errors import ArtifactsUnwritable, SpendingRefused
from pennydrop.money import Money

CLOCK_SKEW = timedelta(minutes=5)
"""Stripe's clock and ours need not agree better than this."""
_LOCK = "lock"


@dataclass(frozen=True)
class Intent:
    """One assisted payment: of this customer, in this account, at most ``spend``, between ``began`` and ``alive``.

    ``known`` are sessions that were there before and are none of ours. ``settled``: nothing is open or kept any more.
    """

    id: str
    account: str
    customer: str
    spend: Money
    began: datetime
    alive: datetime
    known: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    settled: bool = False

    @classmethod
    def of(cls, account: str, email: str, spend: Money, known: tuple[str, ...], now: datetime) -> Self:
        """A new one of the customer with this address."""
        id = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        return cls(id, account, _digest(id, email), spend, now, now, known)

    def is_of(self, email: str | None) -> bool:
        """Whether this is the customer's address."""
        return email is not None and _digest(self.id, email) == self.customer

    def may_have_made(self, created: datetime) -> bool:
        """Whether a session made then can be one of this payment."""
        return self.began - CLOCK_SKEW <= created <= self.alive + CLOCK_SKEW


@dataclass
class Intents:
    """The intents of a folder; hold :meth:`alone` around all work with them."""

    folder: Path
    current: Intent | None = field(default=None, init=False)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """``SpendingRefused`` while another process holds it: its payment is not unfinished, it is being made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a")
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        with lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                raise SpendingRefused(
                    f"another `pennydrop golive pay` is at work in {self.folder}: wait for its end, or end it"
                ) from None
            yield

    def keep(self, intent: Intent) -> Intent:
        """Write it down for good: it survives the end of this process and of this machine."""
        path = self.folder / f"{intent.id}.json"
        text = json.dumps({**asdict(intent), "began": intent.began.timestamp(), "alive": intent.alive.timestamp()})
        draft = path.with_suffix(".draft")
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise _unwritable(path, error) from error
        self.current = intent
        return intent

    def still_alive(self) -> None:
        """Note that the current one is being watched: what is made after the last such note is not ours."""
        if self.current:
            self.keep(replace(self.current, alive=datetime.now(UTC)))

    def note(self, session_id: str) -> None:
        """A session of the current one was seen."""
        if self.current and session_id not in self.current.sessions:
            self.keep(replace(self.current, sessions=(*self.current.sessions, session_id)))

    def unfinished(self) -> list[Intent]:
        """Those that were not settled, oldest first."""
        found = [_read(path) for path in sorted(self.folder.glob("*.json"))]
        return [intent for intent in found if not intent.settled]


def _read(path: Path) -> Intent:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Intent(
        **{
            **facts,
            "spend": Money(**facts["spend"]),
            "began": datetime.fromtimestamp(facts["began"], UTC),
            "alive": datetime.fromtimestamp(facts["alive"], UTC),
            "known": tuple(facts["known"]),
            "sessions": tuple(facts["sessions"]),
        }
    )


def _digest(id: str, email: str) -> str:
    return hashlib.sha256(f"{id} {email.strip().lower()}".encode()).hexdigest()


def _unwritable(path: Path, error: OSError) -> ArtifactsUnwritable:
    return ArtifactsUnwritable(
        f"{path} cannot be written ({error.strerror or error}), and without it no payment begins: nobody would know"
        " what to give back after a crash. Make room, or set PENNYDROP_STATE_DIR"
    )

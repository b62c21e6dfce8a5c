"""What is asked: which period, of which account, and how late a message may be."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pennydrop.errors import SettingsError
from pennydrop.settings import Settings

UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_AGE = re.compile(r"(?P<number>\d+)(?P<unit>[dhm])")
GRACE = timedelta(minutes=15)
"""Stripe's message may still be on its way: what has changed later than this is too young to be judged."""


@dataclass(frozen=True)
class Question:
    """``since`` and ``until`` bound the moments of payment; ``now`` is when it was asked. All of them are UTC."""

    since: datetime
    until: datetime
    now: datetime
    grace: timedelta = GRACE

    def __post_init__(self) -> None:
        if self.since >= self.until:
            raise SettingsError(
                f"the period ends ({written(self.until)}) before it begins ({written(self.since)}):"
                " --since has to be earlier than --until"
            )

    @property
    def settled(self) -> datetime:
        """What has changed after this moment is too young."""
        return self.now - self.grace


def asked(since: str, until: str | None, grace: timedelta, now: datetime) -> Question:
    """From what somebody typed: ``7d``, ``12h``, ``90m`` before now, ``2026-11-01`` or ``2026-11-01T12:00``.

    A moment without a time zone is UTC. ``SettingsError`` for anything else.
    """
    return Question(moment(since, now), moment(until, now) if until else now, now, grace)


def moment(text: str, now: datetime) -> datetime:
    """An age before ``now``, or a moment."""
    if age := _AGE.fullmatch(text):
        return now - timedelta(**{UNITS[age["unit"]]: int(age["number"])})
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"{text!r} is no moment: write an age such as 7d, 12h or 90m, or a date such as 2026-11-01 (UTC)"
        ) from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def written(at: datetime) -> str:
    """``2026-11-23 19:30 UTC``."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def key_of(settings: Settings, since: str, until: str | None, grace: timedelta) -> str:
    """The same for the same question about the same account and database, typed again; it tells nothing of the keys."""
    parts = (
        settings.stripe_api,
        settings.stripe_secret_key.get_secret_value(),
        settings.database.render_as_string(hide_password=False),
        sorted(settings.table_names.items()),
        sorted(settings.column_names.items()),
        settings.golive.chart,
        *(since, until, grace.total_seconds()),
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]

"""How long, how often, and from when on it is an alarm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pennydrop.errors import SettingsError

_SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?")


@dataclass(frozen=True)
class Limits:
    """All in seconds. ``deadline``: within this a payment has to be complete.

    ``failure_rate``: the part of the attempts of the last ``window`` seconds that may be declined, once there are
    ``fewest`` declined ones.

    ``ours_only`` passes over Checkouts that this site has not made: the account serves other shops as well.
    """

    duration: float
    interval: float = 5.0
    deadline: float = 60.0
    failure_rate: float = 0.5
    window: float = 600.0
    fewest: int = 5
    ours_only: bool = False


def seconds(text: str) -> float:
    """``1h``, ``90m``, ``1h30m``, ``45s`` or ``45``. ``SettingsError`` for anything else, and for nothing."""
    found = _SPAN.fullmatch(text.strip().lower())
    hours, minutes, rest = found.groups() if found else (None, None, None)
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest or 0)
    if not total:
        raise SettingsError(f"{text!r} is no time; write it like 1h, 30m, 1h30m or 45s")
    return total

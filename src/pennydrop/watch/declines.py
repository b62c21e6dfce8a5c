"""Declined attempts: a few are normal, many are a broken checkout or somebody who tries stolen cards."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from pennydrop.watch.limits import Limits


class Declines:
    """Counts attempts in a window that moves along, and says once when too many of them are declined."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._attempts: deque[tuple[datetime, bool]] = deque()
        self._alarmed = False
        self.total = 0

    def count(self, at: datetime, *, declined: bool) -> None:
        """One more attempt."""
        self.total += declined
        self._attempts.append((at, declined))

    def alarm(self, now: datetime) -> str:
        """What is wrong with the last minutes; empty if nothing is, or if it was said before and has not ended."""
        oldest = now - timedelta(seconds=self._limits.window)
        while self._attempts and self._attempts[0][0] < oldest:
            self._attempts.popleft()
        declined, of = sum(it for _, it in self._attempts), len(self._attempts)
        too_many = declined >= self._limits.fewest and declined > of * self._limits.failure_rate
        news = too_many and not self._alarmed
        self._alarmed = too_many
        minutes = self._limits.window / 60
        return f"{declined} of {of} attempts of the last {minutes:.0f} minutes were declined" if news else ""

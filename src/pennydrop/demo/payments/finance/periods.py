"""Spans of time that a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

RANGES = {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 90 days", "year": "Last year", "all": "All time"}
DAYS = {"7": 7, "30": 30, "90": 90, "year": 365}


@dataclass(frozen=True)
class Period:
    """From ``start`` up to, but not including, ``end``; ``None`` is open."""

    start: datetime | None = None
    end: datetime | None = None

    def __contains__(self, moment: datetime) -> bool:
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)

    @classmethod
    def last(cls, chosen: str) -> Period:
        """One of ``RANGES``, up to now."""
        days = DAYS.get(chosen)
        return cls(start=timezone.now() - timedelta(days=days)) if days else ALL_TIME

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """Both days included."""
        return cls(midnight(first), midnight(last) + timedelta(days=1))


ALL_TIME = Period()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def tax_year(day: date) -> tuple[date, date]:
    """First and last day of the British tax year that ``day`` is in."""
    begins = date(day.year, 4, 6)
    if day < begins:
        begins = date(day.year - 1, 4, 6)
    return begins, date(begins.year + 1, 4, 5)

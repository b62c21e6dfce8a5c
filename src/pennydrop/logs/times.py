"""When a line of a log says it was written, in the ways that sites commonly write a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = "|".join(_MONTHS)
_ISO = re.compile(
    r"(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?\s?(Z|UTC|[+-]\d\d:?\d\d)?(?!\d)"
)
_CLF = re.compile(rf"(\d\d)/({_MONTH})/(\d{{4}})[: ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))? ?([+-]\d{{4}})?")
_SYSLOG = re.compile(rf"^({_MONTH}) +(\d\d?) (\d\d):(\d\d):(\d\d)")
_EPOCH = re.compile(r"(?<![\w.])(?:ts|time|timestamp)=(\d{10}(?:\.\d+)?)(?!\d)")
_NAMED = re.compile(r"[\w.@]+=$")
_KEYS = ("time", "timestamp", "ts", "asctime", "@timestamp", "t", "datetime")
_BEGINNING = 60  # characters in which the time of a line begins that is not repeated where the time is shown anyway

STAMP = rf"(?:(?:{_MONTH}) +\d\d? \d\d:\d\d:\d\d|\d{{4}}-\d\d-\d\dT\S+)"
"""The pattern of what a collector of logs writes before a line."""


def time_in(head: str, now: datetime) -> datetime | None:
    """The time that the beginning of a line names, without a zone where it names none; ``now`` gives a missing year."""
    if found := _ISO.search(head):
        year, month, day, *clock, fraction, zone = found.groups()
        return _moment(year, month, day, clock, fraction, zone)
    if found := _CLF.search(head):
        day, name, year, *clock, fraction, zone = found.groups()
        return _moment(year, _MONTHS.index(name) + 1, day, clock, fraction, zone)
    if found := _SYSLOG.search(head):
        name, day, *clock = found.groups()
        moment = _moment(now.year, _MONTHS.index(name) + 1, day, clock)
        # Read in January, a line of December is of last year.
        ahead = moment and (moment - now.replace(tzinfo=None)).days > 180
        return moment.replace(year=now.year - 1) if moment and ahead else moment
    if found := _EPOCH.search(head):
        return _of_epoch(float(found[1]))
    return None


def time_of(record: Mapping[str, Any], now: datetime) -> datetime | None:
    """The time of a line that is a JSON object."""
    for key in _KEYS:
        value = record.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _of_epoch(value / 1000 if value > 1e11 else value)
        if isinstance(value, str) and (time := time_in(value, now)):
            return time
    since = str(record.get("__REALTIME_TIMESTAMP", ""))
    return _of_epoch(int(since) / 1e6) if since.isdecimal() else None


def without_time(text: str) -> str:
    """The line without the time at its beginning; what stands before that, such as the level, stays."""
    for pattern in (_ISO, _CLF, _SYSLOG, _EPOCH):
        if (found := pattern.search(text)) and found.start() < _BEGINNING:
            before = _NAMED.sub("", text[: found.start()]).rstrip(" [")
            return f"{before} {text[found.end() :].lstrip(' ]:|')}".lstrip()
    return text


def _moment(
    year: str | int,
    month: str | int,
    day: str,
    clock: Sequence[str],
    fraction: str | None = None,
    zone: str | None = None,
) -> datetime | None:
    hour, minute, second = map(int, clock)
    microsecond = int(f"{fraction or '':0<6.6}")
    try:
        moment = datetime(int(year), int(month), int(day), hour, minute, second, microsecond)
        return datetime.fromisoformat(moment.isoformat() + _offset(zone)) if zone else moment
    except ValueError:
        return None  # digits that look like a time


def _offset(zone: str) -> str:
    return "+00:00" if zone in ("Z", "UTC") else zone


def _of_epoch(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None

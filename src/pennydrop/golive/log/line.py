"""What a line of a log says of itself: its level and its time, in the formats that sites commonly log in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any


class Level(IntEnum):
    """How bad it is, as Python's ``logging`` counts."""

    DEBUG = 10
    INFO = 20
    NOTICE = 25
    WARNING = 30
    ERROR = 40
    CRITICAL = 50


@dataclass(frozen=True)
class LogLine:
    """``time`` is without a zone where the line names none. ``stamped``: the program itself, not a collector of logs,
    has said a level or a time."""

    text: str
    level: Level | None = None
    time: datetime | None = None
    stamped: bool = False


_WORDS = {
    **dict.fromkeys(("trace", "debug", "dbug"), Level.DEBUG),
    **dict.fromkeys(("info", "information", "informational", "inf"), Level.INFO),
    "notice": Level.NOTICE,
    **dict.fromkeys(("warning", "warn", "wrn"), Level.WARNING),
    **dict.fromkeys(("error", "err", "eror"), Level.ERROR),
    **dict.fromkeys(("critical", "crit", "fatal", "alert", "emerg", "emergency", "panic"), Level.CRITICAL),
}
_LOUD = "|".join(sorted((word.upper() for word in _WORDS), key=len, reverse=True))
_QUIET = "|".join(sorted(_WORDS, key=len, reverse=True))
# Capitals alone, or any letters in brackets: "info" in the middle of a sentence is no level.
_LEVEL = re.compile(rf"(?<![\w./=-])(?:({_LOUD})(?![\w./=-])|\[\s*((?i:{_QUIET}))\s*\])")
_KEY = re.compile(r"""(?<![\w.])(?:level|lvl|levelname|severity|loglevel|log\.level)=["']?([A-Za-z]+)""", re.IGNORECASE)
_KEYS_OF_LEVEL = ("level", "levelname", "severity", "lvl", "log.level", "loglevel", "level_name", "severityText")
_KEYS_OF_TIME = ("time", "timestamp", "ts", "asctime", "@timestamp", "t", "datetime")
# pino's and bunyan's numbers, syslog's severities.
_NUMBERS = {10: Level.DEBUG, 20: Level.DEBUG, 30: Level.INFO, 40: Level.WARNING, 50: Level.ERROR, 60: Level.CRITICAL}
_SEVERITIES = (*[Level.CRITICAL] * 3, Level.ERROR, Level.WARNING, Level.NOTICE, Level.INFO, Level.DEBUG)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = "|".join(_MONTHS)
_ISO = re.compile(
    r"(?<!\d)(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d+)?\s?(Z|UTC|[+-]\d\d:?\d\d)?(?!\d)"
)
_CLF = re.compile(rf"(\d\d)/({_MONTH})/(\d{{4}})[: ](\d\d):(\d\d):(\d\d)(?:[.,]\d+)? ?([+-]\d{{4}})?")
_SYSLOG = re.compile(rf"^({_MONTH}) +(\d\d?) (\d\d):(\d\d):(\d\d)")
_EPOCH = re.compile(r"(?<![\w.])(?:ts|time|timestamp)=(\d{10}(?:\.\d+)?)(?!\d)")
_HEAD = 120  # characters in which a line says these things
_PRIORITY = re.compile(r"^<(\d{1,3})>(?:1 )?")
_STAMP = rf"(?:(?:{_MONTH}) +\d\d? \d\d:\d\d:\d\d|\d{{4}}-\d\d-\d\dT\S+)"
# What collects logs writes before each line: syslog and journal, Heroku, Kubernetes, docker compose.
_ENVELOPES = (
    re.compile(rf"^(?P<stamp>{_STAMP}) \S+ [\w./@-]+\[\d+\]:\s?"),
    re.compile(rf"^(?P<stamp>{_STAMP}) \S+ [\w./-]+ \d+ \S+ (?:-|\[.*?\]) "),
    re.compile(rf"^(?P<stamp>{_STAMP}) (?:app|heroku)\[[\w.]+\]:\s?"),
    re.compile(rf"^(?P<stamp>{_STAMP}) std(?:out|err) [FP] "),
    re.compile(r"^(?P<stamp>)[\w.-]+\s+\| "),
)


def parse(text: str, *, now: datetime | None = None) -> LogLine:
    """Level and time of one line; ``now`` gives the year where the line has none."""
    now = now or datetime.now(UTC)
    rest, severity, stamp = text, None, ""
    if priority := _PRIORITY.match(rest):
        rest, severity = rest[priority.end() :], _SEVERITIES[int(priority[1]) % 8]
    for envelope in _ENVELOPES:
        if wrapped := envelope.match(rest):
            rest, stamp = rest[wrapped.end() :], wrapped["stamp"]
            break
    inner = _json(rest, now) or _plain(rest, now)
    time = inner.time or _time(stamp, now)
    return LogLine(text, inner.level or severity, time, stamped=inner.stamped)


def _plain(text: str, now: datetime) -> LogLine:
    head = text[:_HEAD]
    level, time = _level(head), _time(head, now)
    return LogLine(text, level, time, stamped=level is not None or time is not None)


def _level(head: str) -> Level | None:
    if found := _KEY.search(head):
        return _WORDS.get(found[1].lower())
    if found := _LEVEL.search(head):
        return _WORDS[(found[1] or found[2]).lower()]
    return None


def _json(text: str, now: datetime) -> LogLine | None:
    """A line that is a JSON object; the text within it counts where a collector has only wrapped that."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        record = json.loads(text)
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    for wrapped in ("log", "MESSAGE"):
        if isinstance(record.get(wrapped), str):
            inner = parse(record[wrapped].rstrip("\n"), now=now)
            return replace(inner, level=inner.level or _level_of(record), time=inner.time or _time_of(record, now))
    level, time = _level_of(record), _time_of(record, now)
    return LogLine(text, level, time, stamped=level is not None or time is not None)


def _level_of(record: Mapping[str, Any]) -> Level | None:
    for key in _KEYS_OF_LEVEL:
        value = record.get(key)
        if isinstance(value, str) and value.lower() in _WORDS:
            return _WORDS[value.lower()]
        if isinstance(value, int) and value in _NUMBERS:
            return _NUMBERS[value]
    priority = str(record.get("PRIORITY", ""))
    return _SEVERITIES[int(priority)] if re.fullmatch("[0-7]", priority) else None


def _time_of(record: Mapping[str, Any], now: datetime) -> datetime | None:
    for key in _KEYS_OF_TIME:
        value = record.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _of_epoch(value / 1000 if value > 1e11 else value)
        if isinstance(value, str) and (time := _time(value, now)):
            return time
    since = str(record.get("__REALTIME_TIMESTAMP", ""))
    return _of_epoch(int(since) / 1e6) if since.isdecimal() else None


def _time(head: str, now: datetime) -> datetime | None:
    if found := _ISO.search(head):
        year, month, day, *clock, zone = found.groups()
        return _moment(year, month, day, clock, zone)
    if found := _CLF.search(head):
        day, name, year, *clock, zone = found.groups()
        return _moment(year, _MONTHS.index(name) + 1, day, clock, zone)
    if found := _SYSLOG.search(head):
        name, day, *clock = found.groups()
        moment = _moment(now.year, _MONTHS.index(name) + 1, day, clock, None)
        # Read in January, a line of December is of last year.
        ahead = moment and (moment - now.replace(tzinfo=None)).days > 180
        return moment.replace(year=now.year - 1) if moment and ahead else moment
    if found := _EPOCH.search(head):
        return _of_epoch(float(found[1]))
    return None


def _moment(year: str | int, month: str | int, day: str | int, clock: list[str], zone: str | None) -> datetime | None:
    hour, minute, second = map(int, clock)
    try:
        moment = datetime(int(year), int(month), int(day), hour, minute, second)
        return datetime.fromisoformat(moment.isoformat() + _offset(zone)) if zone else moment
    except ValueError:
        return None


def _offset(zone: str) -> str:
    return "+00:00" if zone in ("Z", "UTC") else zone


def _of_epoch(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None

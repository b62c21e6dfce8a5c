"""How bad a line of a log says it is: the words and numbers that sites commonly write for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
_KEYS = ("level", "levelname", "severity", "lvl", "log.level", "loglevel", "level_name", "severityText")
# pino's and bunyan's numbers, syslog's severities.
_NUMBERS = {10: Level.DEBUG, 20: Level.DEBUG, 30: Level.INFO, 40: Level.WARNING, 50: Level.ERROR, 60: Level.CRITICAL}
_SEVERITIES = (*[Level.CRITICAL] * 3, Level.ERROR, Level.WARNING, Level.NOTICE, Level.INFO, Level.DEBUG)


def level_in(head: str) -> Level | None:
    """The level that the beginning of a line names."""
    if found := _KEY.search(head):
        return _WORDS.get(found[1].lower())
    if found := _LEVEL.search(head):
        return _WORDS[(found[1] or found[2]).lower()]
    return None


def level_of(record: Mapping[str, Any]) -> Level | None:
    """The level of a line that is a JSON object."""
    for key in _KEYS:
        value = record.get(key)
        if isinstance(value, str) and value.lower() in _WORDS:
            return _WORDS[value.lower()]
        if isinstance(value, int) and value in _NUMBERS:
            return _NUMBERS[value]
    priority = str(record.get("PRIORITY", ""))
    return of_priority(int(priority)) if re.fullmatch("[0-7]", priority) else None


def of_priority(number: int) -> Level:
    """The level of a syslog priority, which also holds the facility."""
    return _SEVERITIES[number % 8]

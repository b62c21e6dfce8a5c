"""What a line of a log says of itself: its level and its time, in the formats that sites commonly log in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pennydrop.logs.level import Level, level_in, level_of, of_priority
from pennydrop.logs.times import STAMP, time_in, time_of, without_time

_HEAD = 120  # characters in which a line says these things
_PRIORITY = re.compile(r"^<(\d{1,3})>(?:1 )?")
# What collects logs writes before each line: syslog and journal, Heroku, Kubernetes, docker compose.
_ENVELOPES = (
    re.compile(rf"^(?P<stamp>{STAMP}) \S+ [\w./@-]+\[\d+\]:\s?"),
    re.compile(rf"^(?P<stamp>{STAMP}) \S+ [\w./-]+ \d+ \S+ (?:-|\[.*?\]) "),
    re.compile(rf"^(?P<stamp>{STAMP}) (?:app|heroku)\[[\w.]+\]:\s?"),
    re.compile(rf"^(?P<stamp>{STAMP}) std(?:out|err) [FP] "),
    re.compile(r"^(?P<stamp>)[\w.-]+\s+\| "),
)
# What an error leaves behind, at whatever level it was logged.
_TRACEBACK = re.compile(r"\bTraceback\b")
_ERROR = re.compile(r"\b(?:Traceback|[A-Z]\w+Error)\b")
# What says as much in a line that names no level.
_SERIOUS = re.compile(r"\b(?:ERROR|CRITICAL|Traceback)\b")
_TROUBLE = re.compile(r"\b(?:WARNING|ERROR|CRITICAL|Traceback|[A-Z]\w+Error)\b")


@dataclass(frozen=True)
class LogLine:
    """``time`` is without a zone where the line names none. ``stamped``: the program itself, not a collector of logs,
    has said a level or a time; a traceback has not, nor what was printed past the log."""

    text: str
    level: Level | None = None
    time: datetime | None = None
    stamped: bool = False

    @property
    def said(self) -> str:
        """Without the time it begins with, and what a collector has written before it. JSON is left whole."""
        rest = _unwrapped(self.text)[0]
        return rest if _is_json(rest) else without_time(rest)

    @property
    def trouble(self) -> bool:
        """Whether it is a warning or worse, or names an error."""
        if self.level is None:
            return bool(_TROUBLE.search(self.text))
        return self.level >= Level.WARNING or bool(_ERROR.search(self.text))

    @property
    def serious(self) -> bool:
        """Whether it is an error, or begins a traceback."""
        if self.level is None:
            return bool(_SERIOUS.search(self.text))
        return self.level >= Level.ERROR or bool(_TRACEBACK.search(self.text))


def parse(text: str, *, now: datetime | None = None) -> LogLine:
    """Level and time of one line; ``now`` gives the year where the line has none."""
    now = now or datetime.now(UTC)
    rest, severity, stamp = _unwrapped(text)
    inner = _json(rest, now) or _plain(rest, now)
    time = inner.time or time_in(stamp, now)
    return LogLine(text, inner.level or severity, time, stamped=inner.stamped)


def _unwrapped(text: str) -> tuple[str, Level | None, str]:
    """The line as the program wrote it, and the level and the time that its collector has added."""
    rest, severity = text, None
    if priority := _PRIORITY.match(rest):
        rest, severity = rest[priority.end() :], of_priority(int(priority[1]))
    for envelope in _ENVELOPES:
        if wrapped := envelope.match(rest):
            return rest[wrapped.end() :], severity, wrapped["stamp"]
    return rest, severity, ""


def _plain(text: str, now: datetime) -> LogLine:
    head = text[:_HEAD]
    level, time = level_in(head), time_in(head, now)
    return LogLine(text, level, time, stamped=level is not None or time is not None)


def _json(text: str, now: datetime) -> LogLine | None:
    """A line that is a JSON object; the text within it counts where a collector has only wrapped that."""
    if not _is_json(text):
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
            return replace(inner, level=inner.level or level_of(record), time=inner.time or time_of(record, now))
    level, time = level_of(record), time_of(record, now)
    return LogLine(text, level, time, stamped=level is not None or time is not None)


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")

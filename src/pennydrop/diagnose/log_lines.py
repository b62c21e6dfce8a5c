"""The lines of the site's log that have to do with one payment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pennydrop.logs.line import LogLine, parse
from pennydrop.logs.source import reading

if TYPE_CHECKING:
    from pennydrop.settings import Settings

SLACK = timedelta(seconds=2)


def site_log(settings: Settings) -> list[LogLine]:
    """The latest ``golive.log_lines`` lines of the site's log, oldest first. ``LogUnreadable`` says what to do."""
    with reading(settings) as read:
        return told(read(), settings.redact)


def told(texts: Iterable[str], redact: Callable[[str], str]) -> list[LogLine]:
    """These lines with secrets masked and times in UTC, which is what a time without a zone is taken for.

    A line without a time of its own, such as those of a traceback, has that of the line before; None before the first.
    """
    last: datetime | None = None
    found = []
    for text in texts:
        line = parse(text)
        last = _utc(line.time) if line.time else last
        found.append(replace(line, text=redact(text.rstrip()), time=last))
    return found


def about(lines: Iterable[LogLine], ids: Collection[str], moments: Collection[datetime]) -> tuple[LogLine, ...]:
    """The lines that name one of ``ids``, and around ``moments`` the warnings, the errors and what no logger wrote."""
    return tuple(
        it
        for it in lines
        if any(id in it.text for id in ids) or ((it.trouble or not it.stamped) and _near(it, moments))
    )


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _near(line: LogLine, moments: Collection[datetime]) -> bool:
    return line.time is not None and any(abs(line.time - moment) <= SLACK for moment in moments)

"""The lines of the site's log that have to do with one payment."""

from __future__ import annotations

import re
import subprocess
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pennydrop.errors import LogUnreadable
from pennydrop.stack.launcher import log_path

if TYPE_CHECKING:
    from pennydrop.settings import Settings

COMMAND_TIMEOUT = 30.0
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d{1,6}))?\s?(Z|[+-]\d\d:?\d\d)?")
_TROUBLE = re.compile(r"\b(WARNING|ERROR|CRITICAL|Traceback|[A-Z]\w+Error)\b")
_SERIOUS = re.compile(r"\b(ERROR|CRITICAL|Traceback)\b")
SLACK = timedelta(seconds=2)


@dataclass(frozen=True)
class LogLine:
    """``at`` is None where no time is known; one without a zone is taken as UTC. ``text`` is masked.

    ``stamped``: whether the line has a time of its own. A traceback has not, nor what was printed past the log.
    """

    at: datetime | None
    text: str
    stamped: bool = True

    @property
    def said(self) -> str:
        """Without the time it begins with."""
        found = _TIME.search(self.text[:60])
        return self.text[found.end() :].lstrip(" ]:") if found else self.text

    @property
    def trouble(self) -> bool:
        """Whether it is a warning or worse."""
        return bool(_TROUBLE.search(self.text))

    @property
    def serious(self) -> bool:
        """Whether it is an error."""
        return bool(_SERIOUS.search(self.text))


def site_log(settings: Settings) -> list[LogLine]:
    """The latest ``golive.log_lines`` lines of the site's log, oldest first. ``LogUnreadable`` says what to do.

    A line without a time of its own, such as those of a traceback, has that of the line before.
    """
    last: datetime | None = None
    found = []
    for text in _text(settings):
        own = moment_of(text)
        last = own or last
        found.append(LogLine(last, settings.redact(text.rstrip()), stamped=own is not None))
    return found


def about(lines: Iterable[LogLine], ids: Collection[str], moments: Collection[datetime]) -> tuple[LogLine, ...]:
    """The lines that name one of ``ids``, and around ``moments`` the warnings, the errors and what has no time."""
    return tuple(
        it
        for it in lines
        if any(id in it.text for id in ids) or ((it.trouble or not it.stamped) and _near(it, moments))
    )


def moment_of(text: str) -> datetime | None:
    """The time a line begins with, or nearly."""
    found = _TIME.search(text[:60])
    if not found:
        return None
    day, clock, fraction, zone = found.groups()
    written = f"{day}T{clock}.{(fraction or '0'):0<6}{zone or 'Z'}"
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except ValueError:
        return None  # digits that look like a time


def _near(line: LogLine, moments: Collection[datetime]) -> bool:
    return line.at is not None and any(abs(line.at - moment) <= SLACK for moment in moments)


def _text(settings: Settings) -> Iterator[str]:
    golive = settings.golive
    if golive.log_command:
        yield from _printed(golive.log_command.get_secret_value(), golive.log_lines)
        return
    path = golive.log_file or (log_path(settings, "site") if settings.managed_site else None)
    if path is None:
        raise LogUnreadable(
            "nobody has said where the site's log is: set PENNYDROP_GOLIVE__LOG_FILE or ..._LOG_COMMAND"
        )
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from deque(file, golive.log_lines)
    except OSError as error:
        raise LogUnreadable(f"the site's log {path} cannot be read: {error.strerror}") from error


def _printed(command: str, most: int) -> list[str]:
    try:
        done = subprocess.run(  # noqa: S602 - the operator's own command, from the settings
            command,
            shell=True,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=COMMAND_TIMEOUT,
        )
    except subprocess.TimeoutExpired as late:
        raise LogUnreadable(
            f"PENNYDROP_GOLIVE__LOG_COMMAND has not ended within {COMMAND_TIMEOUT:.0f} s:"
            " it must print the latest lines and end (journalctl without -f)"
        ) from late
    if done.returncode:
        said = done.stderr.strip()[-200:]
        raise LogUnreadable(f"PENNYDROP_GOLIVE__LOG_COMMAND ended with {done.returncode}: {said}")
    return done.stdout.splitlines()[-most:]

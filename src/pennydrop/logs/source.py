"""Where the latest lines of the site's log come from: a file, or a command that prints them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NoReturn

from pennydrop import command
from pennydrop.errors import CommandFailed, LogUnreadable
from pennydrop.logs.file import Lines, LogFile, tail
from pennydrop.stack.launcher import log_path

if TYPE_CHECKING:
    from pennydrop.settings import Settings

FILE = "PENNYDROP_GOLIVE__LOG_FILE"
COMMAND = "PENNYDROP_GOLIVE__LOG_COMMAND"
MARK = 20  # lines by which the place is found again where the log ended before

Read = Callable[[], Lines]


def is_named(settings: Settings) -> bool:
    """Whether the settings name the site's log."""
    return bool(settings.golive.log_file or settings.golive.log_command)


@contextmanager
def reading(settings: Settings, *, bridging: bool = True) -> Iterator[Read]:
    """A function that reads the latest ``golive.log_lines`` lines anew, oldest first. It raises ``LogUnreadable``.

    They come from the file that is named, else from the command, else from the log of the stack that started the site.
    Without ``bridging``, a file that is gone is trouble also when it was there at the last look (:class:`LogFile`).
    """
    golive = settings.golive
    if golive.log_file:
        mend = f"correct {FILE}, or let the user who runs this read it"
        with closing(LogFile(golive.log_file, golive.log_lines, mend=mend, bridging=bridging)) as file:
            yield file
    elif golive.log_command:
        secret, count, deadline = golive.log_command, golive.log_lines, settings.deadline
        yield lambda: _printed(secret.get_secret_value(), count, deadline)
    elif settings.managed_site:
        mend = "it is there once `pennydrop up` has started the site"
        with closing(LogFile(log_path(settings, "site"), golive.log_lines, mend=mend, bridging=bridging)) as file:
            yield file
    else:
        yield _nowhere


def since(before: Lines, after: Lines) -> Lines:
    """What was added to ``before``; all of ``after`` where the old end cannot be found in it (a rotation)."""
    mark = before[-MARK:]
    if not mark:
        return after
    for end in range(len(after), len(mark) - 1, -1):
        if after[end - len(mark) : end] == mark:
            return after[end:]
    return after


def _printed(text: str, count: int, deadline: float) -> Lines:
    with tempfile.TemporaryFile() as output:
        try:
            command.run(text, setting=COMMAND, deadline=deadline, output=output)
        except CommandFailed as failure:
            raise LogUnreadable(f"{failure}. It has to print the latest lines and end (not `-f`)") from None
        return tail(output, count)


def _nowhere() -> NoReturn:
    raise LogUnreadable(f"nobody has said where the site's log is: set {FILE} or {COMMAND}")

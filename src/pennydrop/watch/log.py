"""The site's log during a watch: what is new in it and wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pennydrop.errors import LogUnreadable
from pennydrop.logs.line import LogLine


class LogWatch:
    """Knows every line it has seen. What is there at the first look is no news. ``read`` gets the latest lines."""

    def __init__(self, read: Callable[[], list[LogLine]]) -> None:
        self._read = read
        self._seen: Counter[LogLine] | None = None
        self._unreadable = self._told = ""

    def errors(self) -> list[LogLine]:
        """The errors since the last look; none while the log cannot be read."""
        try:
            lines = Counter(self._read())
        except LogUnreadable as why:
            self._unreadable = str(why)
            return []
        self._unreadable = ""
        before, self._seen = self._seen, lines if self._seen is None else self._seen | lines
        return [] if before is None else [line for line in lines - before if line.serious]

    def news(self) -> str:
        """Said once: that the log cannot be read, and that it can be again."""
        if self._unreadable == self._told:
            return ""
        self._told = self._unreadable
        return f"the log is not watched: {self._unreadable}" if self._unreadable else "the log can be read again"

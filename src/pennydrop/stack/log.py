"""A child's output: masked line by line, kept in a file, and searched for the line that proves readiness."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from pathlib import Path
from threading import Thread
from typing import IO

from pennydrop.redaction import Redactor

TAIL_LINES = 20


class ProcessLog:
    """The log of one process, begun anew each run. What is written has been through ``redact``."""

    def __init__(self, path: Path, redact: Redactor, watch_for: re.Pattern[str] | None = None) -> None:
        self.path = path
        self.found: re.Match[str] | None = None
        """The first line that matched ``watch_for``, unmasked: it may carry the very secret that is masked on disk."""
        self._redact = redact
        self._watch_for = watch_for
        self._pump: Thread | None = None

    def follow(self, output: IO[str]) -> None:
        """Read ``output`` to its end in a thread of its own; a pipe nobody reads would stop the child."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._pump = Thread(target=self._copy, args=(output,), name=f"log of {self.path.stem}", daemon=True)
        self._pump.start()

    def _copy(self, output: IO[str]) -> None:
        with self.path.open("wb", buffering=0) as file, output:
            for line in output:
                if self._watch_for and not self.found:
                    self.found = self._watch_for.search(line)
                with contextlib.suppress(OSError):  # a full disk is no reason to let the child wait
                    file.write(self._redact(line).encode())

    def seen(self) -> re.Match[str] | None:
        """A readiness probe: the line that was watched for, once it was printed."""
        return self.found

    def finish(self) -> None:
        """Wait for what a child that has ended left in its pipe. A grandchild that holds it open is not waited for."""
        if self._pump:
            self._pump.join(timeout=1)

    def tail(self) -> str:
        """The last lines of a process that has ended, under a heading that names the file."""
        self.finish()
        return tail(self.path)


def tail(path: Path) -> str:
    """The last lines of a log file under a heading, or a remark that it is empty."""
    if not path.exists() or not path.stat().st_size:
        return f"{path} is empty."
    with path.open(encoding="utf-8", errors="replace") as file:
        lines = deque(file, TAIL_LINES)
    return f"The end of {path}:\n" + "".join(f"    {line.rstrip()}\n" for line in lines).rstrip()

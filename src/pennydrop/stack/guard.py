"""The owner's end of the reaper: announces every process that must not outlive this one."""

from __future__ import annotations

import contextlib
import secrets
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import IO, cast

from pennydrop.errors import ProcessDied
from pennydrop.stack.reaper import MARK_VARIABLE


class Guard:
    """A running reaper (see :mod:`pennydrop.stack.reaper`). Close it last: it ends whatever is still announced."""

    def __init__(self, log: Path) -> None:
        self.mark = secrets.token_hex(8)
        # By path, and without its folder on sys.path: the package would cost it half a second of imports, and the
        # folder holds a module called `site`.
        program = [sys.executable, "-P", str(Path(__file__).with_name("reaper.py")), self.mark]
        with log.open("w") as output:
            self._reaper = subprocess.Popen(
                program, stdin=subprocess.PIPE, stdout=output, stderr=output, text=True, start_new_session=True
            )
        self._announcements = cast("IO[str]", self._reaper.stdin)
        self._lock = Lock()

    @property
    def environment(self) -> dict[str, str]:
        """What a child must carry so that the reaper recognises it."""
        return {MARK_VARIABLE: self.mark}

    @property
    def pid(self) -> int:
        return self._reaper.pid

    def announce(self, pid: int) -> None:
        """End ``pid`` if this process vanishes."""
        self._write(f"+{pid}\n")

    def dismiss(self, pid: int) -> None:
        """``pid`` has been ended."""
        with contextlib.suppress(ProcessDied):  # nobody left to tell, and nothing left to do about it
            self._write(f"-{pid}\n")

    def check(self) -> None:
        """Raise ``ProcessDied`` when the reaper itself has ended: a crash would now leave orphans."""
        if self._reaper.poll() is not None:
            raise ProcessDied(f"the reaper ended with exit code {self._reaper.returncode}; start the stack again")

    def close(self) -> None:
        """Let the reaper finish, and wait for it."""
        with self._lock, contextlib.suppress(BrokenPipeError):
            self._announcements.close()
        self._reaper.wait()

    def _write(self, line: str) -> None:
        with self._lock:
            try:
                self._announcements.write(line)
                self._announcements.flush()
            except (BrokenPipeError, ValueError):
                raise ProcessDied("the reaper has ended; start the stack again") from None

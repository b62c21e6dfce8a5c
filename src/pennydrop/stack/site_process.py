"""The managed site's program, seen from any process of the run."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import psutil

from pennydrop.eventually import eventually
from pennydrop.stack.launcher import log_path

if TYPE_CHECKING:
    from pennydrop.settings import Settings


class SiteProcess:
    """A gunicorn: its master process keeps the port open while the workers come and go."""

    def __init__(self, pid: int, settings: Settings) -> None:
        self._master = psutil.Process(pid)
        self._log = log_path(settings, "site")
        self._patience = settings.patience

    def restart(self) -> None:
        """Put new workers in the place of all there are; return when the old ones have ended.

        The new one is ready before an old one goes, so nobody who speaks with the site at the same time notices. What
        the site remembered in its memory is gone. Two may do it at once: the oldest workers go first.
        """
        before = self._workers()
        self._master.send_signal(signal.SIGTTIN)  # one more
        try:
            eventually("a new worker of the site is ready", lambda: self._ready() - before, patience=self._patience)
        finally:
            self._master.send_signal(signal.SIGTTOU)  # one less, the oldest
        eventually(
            "the site's old workers have ended",
            lambda: before & self._workers(),
            until=lambda left: not left,
            patience=self._patience,
        )

    def _workers(self) -> set[int]:
        return {worker.pid for worker in self._master.children()}

    def _ready(self) -> set[int]:
        """Those that have said so: nothing else tells a worker that loads the site from one that serves it."""
        said = self._log.read_text(encoding="utf-8", errors="replace")
        return {pid for pid in self._workers() if f"worker ready (pid: {pid})" in said}

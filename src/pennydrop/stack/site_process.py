"""The managed site's program, seen from any process of the run."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import psutil

from pennydrop.eventually import eventually
from pennydrop.stack.probes import http_answers

if TYPE_CHECKING:
    from pennydrop.settings import Settings


class SiteProcess:
    """A gunicorn: its master process keeps the port open while the workers come and go."""

    def __init__(self, pid: int, settings: Settings) -> None:
        self._master = psutil.Process(pid)
        self._settings = settings

    def restart(self) -> None:
        """Put new workers in the place of all there are, and return when those have ended and the new ones answer.

        What is being answered is answered first, and what comes meanwhile waits: nobody is refused. What the site
        remembered in its memory is gone.
        """
        before = {worker.pid for worker in self._master.children()}
        self._master.send_signal(signal.SIGHUP)
        eventually(
            "the site's old workers have ended",
            lambda: before & {worker.pid for worker in self._master.children()},
            until=lambda left: not left,
            patience=self._settings.patience,
        )
        # Who asks while the new workers are being loaded waits, and may be told to come again.
        eventually("the site answers", http_answers(self._settings.site, below=500), patience=self._settings.patience)

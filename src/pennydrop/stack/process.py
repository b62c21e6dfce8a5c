"""One child process: started in a session of its own, watched until it is ready, and ended without a trace."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from threading import RLock
from typing import IO, cast

from pennydrop.errors import ProcessDied
from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.stack.guard import Guard
from pennydrop.stack.log import ProcessLog
from pennydrop.stack.probes import Probe

START_DEADLINE = 60.0
STOP_DEADLINE = 8.0
_LOG = logging.getLogger(__name__)


class ManagedProcess:
    """A program that runs while the stack does. Secrets go into ``env``, never into ``argv``.

    Asked to end by ``stop_signal``, it has ``patience`` seconds before it is killed.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        log: ProcessLog,
        guard: Guard,
        stop_signal: signal.Signals = signal.SIGTERM,
        patience: float = STOP_DEADLINE,
    ) -> None:
        self.name = name
        self.argv = [*argv]
        self.log = log
        self._env = {**env, **guard.environment}
        self._guard = guard
        self._stop_signal = stop_signal
        self._patience = patience
        self._child: subprocess.Popen[str] | None = None
        self._ended = False
        self._lock = RLock()  # a stop from the main thread may meet a start in a worker thread

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def start(self, ready: Probe, deadline: float = START_DEADLINE) -> None:
        """Start it and return when ``ready`` holds. ``ProcessDied`` if it ends first or takes over ``deadline`` s."""
        self._spawn()
        patience = Patience(deadline=deadline, slowest=0.1)
        try:
            eventually(f"{self.name} is ready", lambda: self._look(ready), patience=patience)
        except DeadlinePassed as late:
            self.stop()
            raise ProcessDied(f"{late}. {self.log.tail()}") from None

    def run(self, deadline: float = START_DEADLINE) -> None:
        """Start it and wait for its end. ``ProcessDied`` unless that is exit code 0 within ``deadline`` seconds."""
        child = self._spawn()
        try:
            code = child.wait(deadline)
        except subprocess.TimeoutExpired:
            self.stop()
            raise ProcessDied(f"{self.name} has not finished within {deadline:.0f} s. {self.log.tail()}") from None
        self.stop()
        if code != 0:
            raise ProcessDied(f"{self.name} {_fate(code)}. {self.log.tail()}")

    def check(self) -> None:
        """Raise ``ProcessDied`` with exit code and last log lines when it has ended by itself."""
        if self._child and not self._ended and self._child.poll() is not None:
            raise ProcessDied(died(self.name, _fate(self._child.returncode), self.log.tail()))

    def stop(self) -> None:
        """Ask it to end, wait, and kill what is left of its process group."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
            if self._child:
                self._end(self._child)
                self._guard.dismiss(self._child.pid)

    def _spawn(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._ended:
                raise ProcessDied(f"{self.name} was not started: the stack is being stopped")
            self._child = subprocess.Popen(
                self.argv,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            self.log.follow(cast("IO[str]", self._child.stdout))
            self._guard.announce(self._child.pid)
        return self._child

    def _look(self, ready: Probe) -> object:
        self.check()
        if self._ended:
            raise ProcessDied(f"{self.name} was stopped before it was ready")
        return ready()

    def _end(self, child: subprocess.Popen[str]) -> None:
        if child.poll() is None:
            child.send_signal(self._stop_signal)
        try:
            child.wait(self._patience)
        except subprocess.TimeoutExpired:
            _LOG.warning("%s (pid %d) did not end within %.1f s: killed", self.name, child.pid, self._patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a group of zombies
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        self.log.finish()


def died(name: str, fate: str, log: str) -> str:
    """The message about a process that ended by itself; its first line makes sense without the log."""
    return f"{name} {fate}. Run again; if it happens again, its log tells more.\n{log}"


def _fate(code: int) -> str:
    """``ended with exit code 3`` or ``was ended by SIGKILL``."""
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

"""Makes the child processes of one stack: log folder, masking, environment and guard are the same for all."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

from pennydrop.settings import Settings
from pennydrop.stack.environment import child_environment
from pennydrop.stack.guard import Guard
from pennydrop.stack.log import ProcessLog
from pennydrop.stack.process import ManagedProcess


class Launcher:
    """Starts the reaper at once; :meth:`close` ends it, and whatever is left of the processes it watches over."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        log_path(settings, "reaper").parent.mkdir(parents=True, exist_ok=True)
        self.guard = Guard(log_path(settings, "reaper"))

    def process(
        self,
        name: str,
        argv: Sequence[str],
        env: Mapping[str, str],
        watch_for: re.Pattern[str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> ManagedProcess:
        """A process that logs to ``logs/<name>.log``; its log also looks for ``watch_for``. Nothing runs yet."""
        log = ProcessLog(log_path(self._settings, name), self._settings.redact, watch_for)
        return ManagedProcess(
            name, argv, env=child_environment(env), log=log, guard=self.guard, stop_signal=stop_signal
        )

    def close(self) -> None:
        self.guard.close()


def log_path(settings: Settings, name: str) -> Path:
    """Where the process ``name`` of this stack writes its log."""
    return settings.state_dir / "logs" / f"{name}.log"

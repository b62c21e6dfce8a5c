"""A stack whose owner stays behind in the background: ``pennydrop up --detach``."""

from __future__ import annotations

import subprocess
import sys

from pennydrop.errors import ProcessDied
from pennydrop.eventually import Patience, eventually
from pennydrop.settings import Settings
from pennydrop.stack import Stack
from pennydrop.stack.launcher import log_path
from pennydrop.stack.log import tail

DEADLINE = Patience(deadline=240.0)  # the first start of all applies every migration

# They outlive us, and a Popen that is thrown away while its process runs complains.
_left_running: list[subprocess.Popen[bytes]] = []


def start_detached(settings: Settings) -> Stack:
    """Start ``pennydrop up`` in a session of its own and return when its stack runs. ``ProcessDied`` if it does not."""
    log = log_path(settings, "up")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        owner = subprocess.Popen(
            [sys.executable, "-m", "pennydrop.cli", "up"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    _left_running.append(owner)

    def look() -> Stack:
        if owner.poll() is not None:
            raise ProcessDied(f"the stack did not start. {tail(log)}")
        stack = Stack.attach(settings)
        if stack is None:
            raise AssertionError(f"pid {owner.pid} is still starting it")
        return stack

    return eventually("the stack runs", look, patience=DEADLINE)

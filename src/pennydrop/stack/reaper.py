"""Ends the processes of a stack when their owner vanishes, however it vanishes: kill -9 included.

The owner starts this file as a program, holds the other end of its standard input and writes one line per process:
``+PID`` when one was started, ``-PID`` when it has been ended. The end of that input, which the kernel brings about
whatever happened to the owner, is the signal to end what is left, last started first.

Every process carries the variable ``STACK_MARK`` with the reaper's own mark, so that one which was started but not yet
announced, or left its process group, is found as well. (``PR_SET_PDEATHSIG`` is no substitute: it fires when the
*thread* that forked ends, is Linux only, and needs code between fork and exec in a threaded program.)
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

import psutil

from pennydrop.eventually import DeadlinePassed, Patience, eventually

MARK_VARIABLE = "STACK_MARK"
GRACE = Patience(deadline=5.0)


def main(mark: str) -> None:
    """Follow the owner's announcements until its end, then clean up after it."""
    # Ctrl-C and a closing terminal are the owner's business; only its end is ours.
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    for process in reversed(_announced()):
        _end([process])
    _end(_marked(mark))


def _announced() -> list[psutil.Process]:
    living: dict[int, psutil.Process] = {}
    for line in sys.stdin:
        pid = int(line[1:])
        if line[0] == "-":
            living.pop(pid, None)
        else:
            with contextlib.suppress(psutil.NoSuchProcess):
                living[pid] = psutil.Process(pid)
    return list(living.values())


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get(MARK_VARIABLE) == mark:
                found.append(process)
    return found


def _end(processes: list[psutil.Process]) -> None:
    """Terminate, wait, then kill. psutil refuses to signal a process that merely inherited the number."""
    family = [*processes]
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            family += process.children(recursive=True)
            process.terminate()
    with contextlib.suppress(DeadlinePassed):
        eventually("they have ended", lambda: not any(map(_alive, family)), patience=GRACE)
    for stubborn in filter(_alive, family):
        with contextlib.suppress(psutil.NoSuchProcess):
            stubborn.kill()


def _alive(process: psutil.Process) -> bool:
    """A zombie has ended, but may stay: in a container there is often nobody to collect it."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


if __name__ == "__main__":
    main(sys.argv[1])

"""``make golive-demo`` leaves nothing running, also when somebody has seen enough."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

import psutil
import pytest

from pennydrop.eventually import Patience, eventually
from pennydrop.golive.rehearsal.demo import PLANTED
from pennydrop.golive.rehearsal.faults import FAULTS

PATIENCE = Patience(deadline=90, slowest=0.5)
INTERRUPTED = 130


@pytest.fixture
def demo() -> Iterator[subprocess.Popen[str]]:
    """The demonstration on its way, in a process group of its own as in a terminal."""
    command = [sys.executable, "-m", "pennydrop.golive.rehearsal"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    yield program
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demonstration_leaves_nothing_running(demo: subprocess.Popen[str], stop: signal.Signals) -> None:
    assert demo.stdout is not None
    planted = next(line for line in demo.stdout if "planted" in line)
    assert PLANTED[0] in planted
    started = psutil.Process(demo.pid).children(recursive=True)
    assert {"emulator", "gunicorn", "catcher", "pytest"} <= {word for each in started for word in _words(each)}
    if stop is signal.SIGINT:
        os.killpg(demo.pid, stop)  # Ctrl-C reaches everybody in the terminal
    else:
        demo.send_signal(stop)
    demo.stdout.read()
    assert demo.wait() == INTERRUPTED
    eventually("nothing of it runs any more", lambda: not any(map(_runs, started)), patience=PATIENCE)


def test_the_demonstration_plants_faults_of_every_kind_and_none_twice() -> None:
    def kinds(ids: Iterable[str]) -> set[str]:
        return {FAULTS[id].plant.__module__ for id in ids}

    assert kinds(PLANTED) == kinds(FAULTS)
    assert len({FAULTS[id].turns for id in PLANTED}) == len(PLANTED) >= 8


def _words(process: psutil.Process) -> set[str]:
    with suppress(psutil.NoSuchProcess):
        return {part.rpartition(".")[2] for part in process.cmdline()}
    return set()


def _runs(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False

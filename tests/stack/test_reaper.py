"""Nothing outlives its owner, however the owner ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from pennydrop.errors import ProcessDied
from pennydrop.eventually import eventually
from pennydrop.stack.guard import Guard
from pennydrop.stack.ports import require_free
from tests.stack.programs import STAYS, python

OWNER = """
import sys
from pathlib import Path
from pennydrop.settings import load_settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.probes import http_answers
from tests.stack.programs import web_server

launcher = Launcher(load_settings(state_dir=Path(sys.argv[1])))
pids = []
for port in map(int, sys.argv[2:]):
    process = launcher.process(f"web-{port}", web_server(port), {})
    process.start(http_answers(f"http://127.0.0.1:{port}/"))
    pids.append(process.pid)
print(*pids, launcher.guard.pid, flush=True)
sys.stdin.read()
"""

WAVES = python(
    "import signal, sys\n"
    "def end(*_):\n"
    "    with open(sys.argv[1], 'a') as file: file.write(sys.argv[2])\n"
    "    sys.exit()\n"
    "signal.signal(signal.SIGTERM, end); print('up', flush=True); signal.pause()"
)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_the_end_of_the_owner_is_the_end_of_everything(
    blow: signal.Signals, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    ports = [free_port(), free_port()]
    command = [sys.executable, "-c", OWNER, str(tmp_path), *map(str, ports)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        pids = [int(pid) for pid in owner.stdout.readline().split()]
        assert len(pids) == 3
        owner.send_signal(blow)
        owner.wait()
        eventually("everything has ended", lambda: not any(map(alive, pids)))
    for port in ports:
        require_free("site_port", port)


@pytest.fixture
def guard(tmp_path: Path) -> Guard:
    return Guard(tmp_path / "reaper.log")


def started(argv: list[str], guard: Guard) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        argv, env={**os.environ, **guard.environment}, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stdout
    child.stdout.readline()
    child.stdout.close()
    return child


def test_a_process_that_was_not_announced_yet_is_found_by_its_mark(guard: Guard) -> None:
    child = started(STAYS, guard)
    guard.close()
    assert child.wait(10) == -signal.SIGTERM


def test_a_dismissed_process_is_left_alone(guard: Guard, tmp_path: Path) -> None:
    child = subprocess.Popen(STAYS, stdout=subprocess.DEVNULL)
    try:
        guard.announce(child.pid)
        guard.dismiss(child.pid)
        guard.close()
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()


def test_the_last_one_started_is_ended_first(guard: Guard, tmp_path: Path) -> None:
    farewell = tmp_path / "farewell"
    children = [started([*WAVES, str(farewell), name], guard) for name in "abc"]
    for child in children:
        guard.announce(child.pid)
    guard.close()
    for child in children:
        child.wait(10)
    assert farewell.read_text() == "cba"


def test_a_dead_reaper_is_noticed(guard: Guard) -> None:
    psutil.Process(guard.pid).kill()
    with pytest.raises(ProcessDied, match="the reaper ended with exit code -9"):
        eventually("the death is noticed", guard.check)
    guard.close()

"""A managed process: ready, dead at start, silent, stubborn."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from pennydrop.errors import ProcessDied
from pennydrop.eventually import eventually
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.probes import http_answers
from pennydrop.stack.process import ManagedProcess
from tests.stack.programs import STAYS, STUBBORN, python, web_server

UP = re.compile("up")


def test_start_returns_when_the_program_answers(launcher: Launcher, free_port: Callable[[], int]) -> None:
    port = free_port()
    process = launcher.process("web", web_server(port), {})
    process.start(http_answers(f"http://127.0.0.1:{port}/"))
    process.check()
    process.stop()
    with pytest.raises(AssertionError, match="Connection refused"):
        http_answers(f"http://127.0.0.1:{port}/")()


def test_a_line_of_output_can_be_the_sign_of_readiness(launcher: Launcher) -> None:
    process = launcher.process("talker", STAYS, {}, UP)
    process.start(process.log.seen)
    process.stop()


def test_death_at_start_shows_exit_code_and_log(launcher: Launcher) -> None:
    process = launcher.process("web", python("print('no such table: pence'); raise SystemExit(3)"), {})
    with pytest.raises(ProcessDied, match=r"web ended with exit code 3\.(?s:.*)web\.log:\n    no such table: pence"):
        process.start(lambda: False)


def test_death_by_signal_is_named(launcher: Launcher) -> None:
    process = launcher.process("web", python("import os; os.kill(os.getpid(), 9)"), {})
    with pytest.raises(ProcessDied, match="web was ended by SIGKILL"):
        process.start(lambda: False)


def test_a_program_that_never_gets_ready_is_given_up(launcher: Launcher) -> None:
    process = launcher.process("sloth", STAYS, {})
    with pytest.raises(ProcessDied, match="sloth is ready: not within"):
        process.start(lambda: False, deadline=0.05)
    process.stop()


def test_death_later_is_noticed_by_check(launcher: Launcher) -> None:
    process = launcher.process("talker", STAYS, {}, UP)
    process.start(process.log.seen)
    assert process.pid
    psutil.Process(process.pid).kill()
    with pytest.raises(ProcessDied, match="talker was ended by SIGKILL"):
        eventually("the death is noticed", lambda: process.check())


def test_secrets_do_not_reach_the_log(launcher: Launcher) -> None:
    secret = "whsec_" + "4f5e6d7c8b9a"
    process = launcher.process(
        "leaky", python("import os; print('signing with', os.environ['SECRET'])"), {"SECRET": secret}
    )
    process.run()
    written = process.log.path.read_text()
    assert "signing with whsec_[redacted]" in written
    assert secret not in written


def test_the_log_begins_anew_with_each_run(launcher: Launcher) -> None:
    launcher.process("twice", python("print('first')"), {}).run()
    second = launcher.process("twice", python("print('second')"), {})
    second.run()
    assert second.log.path.read_text() == "second\n"


def test_a_failing_task_shows_its_log(launcher: Launcher) -> None:
    with pytest.raises(ProcessDied, match=r"task ended with exit code 1(?s:.*)ValueError: bad penny"):
        launcher.process("task", python("raise ValueError('bad penny')"), {}).run()


def test_a_task_that_does_not_finish_is_ended(launcher: Launcher) -> None:
    task = launcher.process("task", STAYS, {})
    with pytest.raises(ProcessDied, match="has not finished within"):
        task.run(deadline=0.05)
    assert task.pid
    assert not psutil.pid_exists(task.pid)


def test_a_stubborn_process_is_killed_with_a_warning(launcher: Launcher, caplog: pytest.LogCaptureFixture) -> None:
    quick = launcher.process("stubborn", STUBBORN, {}, UP)
    process = ManagedProcess("stubborn", STUBBORN, env={}, log=quick.log, guard=launcher.guard, patience=0.1)
    process.start(process.log.seen)
    with caplog.at_level(logging.WARNING):
        process.stop()
    assert f"stubborn (pid {process.pid}) did not end within 0.1 s: killed" in caplog.text
    assert process.pid
    assert not psutil.pid_exists(process.pid)


def test_children_of_a_process_end_with_it(launcher: Launcher) -> None:
    parent = python(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-S', '-c', 'import signal; signal.pause()'])\n"
        "print('child', child.pid, flush=True); child.wait()"
    )
    process = launcher.process("parent", parent, {}, re.compile(r"child (\d+)"))
    process.start(process.log.seen)
    assert process.log.found
    child = psutil.Process(int(process.log.found[1]))
    process.stop()
    eventually("the child has ended", lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_stopped_process_cannot_be_started_by_a_late_thread(launcher: Launcher) -> None:
    process = launcher.process("late", STAYS, {})
    process.stop()
    with pytest.raises(ProcessDied, match="the stack is being stopped"):
        process.start(lambda: True)
    assert process.pid is None


def test_a_stop_from_another_thread_ends_the_waiting_for_readiness(launcher: Launcher) -> None:
    process = launcher.process("waited-for", STAYS, {})
    with ThreadPoolExecutor(1) as pool:
        starting = pool.submit(process.start, lambda: False)
        eventually("it runs", lambda: process.pid)
        process.stop()
        with pytest.raises(ProcessDied, match="was stopped before it was ready"):
            starting.result()


def test_a_child_does_not_inherit_the_environment_of_whoever_runs_the_suite(
    launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody/else")
    task = launcher.process("env", python("import os; print(sorted(os.environ))"), {"OWN": "1"})
    task.run()
    assert "'OWN'" in task.log.path.read_text()
    assert "DATABASE_URL" not in task.log.path.read_text()
    assert "DATABASE_URL" in os.environ

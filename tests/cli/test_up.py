"""``pennydrop up`` and ``down``: a stack of real processes, kept until somebody ends it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import psutil
import pytest

from pennydrop.errors import ProcessDied
from pennydrop.eventually import Patience, eventually
from pennydrop.settings import load_settings
from pennydrop.stack import Stack
from tests.cli.conftest import Command
from tests.fake_api import FakeApi

UP = [sys.executable, "-m", "pennydrop.cli", "up"]


@pytest.fixture(autouse=True)
def adopted(fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but relay and catcher runs already, so that a start is quick."""
    fake_api.body = json.dumps({"id": "we_1", "Version": "v1"})
    monkeypatch.setenv("PENNYDROP_SITE_URL", fake_api.url)
    monkeypatch.setenv("PENNYDROP_STRIPE_API_BASE", fake_api.url)
    monkeypatch.setenv("PENNYDROP_FORWARDING", "endpoint")
    monkeypatch.setenv("PENNYDROP_MAILBOX", "catcher")


@contextmanager
def up() -> Iterator[tuple[subprocess.Popen[str], Stack]]:
    with subprocess.Popen(UP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process, eventually("the stack runs", partial(running, process), patience=Patience(deadline=60))
        finally:
            process.kill()


def running(process: subprocess.Popen[str]) -> Stack:
    if process.poll() is not None:
        raise ChildProcessError(f"it ended with {process.returncode}: {process.communicate()[1]}")
    stack = Stack.attach(load_settings())
    assert stack, "it is still starting"
    return stack


def pids(stack: Stack) -> list[int]:
    return [part.process.pid for part in stack.parts if part.process]


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_up_stays_until_it_is_asked_to_end_and_leaves_nothing(farewell: signal.Signals) -> None:
    with up() as (process, stack):
        stack.check()
        process.send_signal(farewell)
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert errors == ""
        assert f"Runs as pid {process.pid}; Ctrl-C ends it." in output
        assert not alive(pids(stack))
    assert Stack.attach(load_settings()) is None


def test_up_prints_every_part(fake_api: FakeApi) -> None:
    with up() as (process, _):
        process.terminate()
        output, _ = process.communicate(timeout=60)
    assert [line.split()[0] for line in output.splitlines()[:5]] == ["profile", "site", "Stripe", "relay", "webhooks"]
    assert fake_api.url in output


def test_the_death_of_a_part_ends_up_with_its_exit_code() -> None:
    with up() as (process, stack):
        psutil.Process(pids(stack)[0]).kill()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == ProcessDied.exit_code
        assert errors.startswith("pennydrop: relay was ended by SIGKILL.")
        assert not alive(pids(stack))


def test_a_second_up_shows_the_first(pennydrop: Command) -> None:
    with up() as (process, _):
        outcome = pennydrop("up")
        assert outcome.code == 0
        assert f"Runs as pid {process.pid}; `pennydrop down` ends it." in outcome.output


def test_down_ends_what_runs_in_this_folder(pennydrop: Command) -> None:
    with up() as (process, stack):
        assert pennydrop("down").output == f"ended the stack of pid {process.pid}\n"
        assert process.wait(60) == 0
        assert not alive(pids(stack))


def test_down_without_a_stack_is_fine(pennydrop: Command) -> None:
    outcome = pennydrop("down")
    assert outcome.code == 0
    assert outcome.output == "nothing runs in .pennydrop\n"


def test_a_detached_stack_runs_on_until_down(pennydrop: Command) -> None:
    started = json.loads(pennydrop("up", "--detach", "--json").output)
    running = [part["process"]["pid"] for part in started["parts"] if part["process"]]
    try:
        stack = Stack.attach(load_settings())
        assert stack
        stack.check()
        assert len(running) == 3  # the relay, the catcher and its gate
    finally:
        assert pennydrop("down").code == 0
    assert not alive([*running, started["owner"]])


def test_a_detached_stack_that_does_not_start_says_why(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_URL", "http://127.0.0.1:9")
    outcome = pennydrop("up", "--detach")
    assert outcome.code == ProcessDied.exit_code
    assert "the site does not answer" in outcome.errors

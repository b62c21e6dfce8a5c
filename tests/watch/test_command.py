"""``pennydrop watch`` as it is called from a shell, in real time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from pennydrop.cli import main
from pennydrop.errors import SettingsError, StripeUnreachable
from tests.diagnose.environment import variables_of
from tests.diagnose.shop import VISA, Shop

from .gate import gate_to

Started = subprocess.Popen[str]
Start = Callable[..., Started]


@pytest.fixture
def start(sound: Shop) -> Iterator[Start]:
    """Begin a watch in a process of its own; returns once it watches."""
    with ExitStack() as ended:

        def begin(*arguments: str, deadline: str = "2s", **environment: str) -> Started:
            quick = ["--interval", "0.2s", "--deadline", deadline]
            command = [sys.executable, "-m", "pennydrop.cli", "watch", *quick, *arguments]
            own = {**os.environ, **variables_of(sound.settings), **environment}
            watch = ended.enter_context(
                subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            )
            ended.callback(watch.kill)
            assert watch.stdout
            assert "watching" in watch.stdout.readline()
            return watch

        yield begin


def said_by(watch: Started) -> str:
    return watch.communicate(timeout=60)[0]


def said_until(word: str, watch: Started) -> str:
    """What it says up to the line with ``word``, and after it, because it is interrupted there."""
    assert watch.stdout
    lines = []
    for line in watch.stdout:
        lines.append(line)
        if word in line:
            break
    watch.send_signal(signal.SIGINT)
    return "".join(lines) + said_by(watch)


def test_a_watch_without_alarms_ends_with_0(start: Start) -> None:
    watch = start("--for", "1s")
    said = said_by(watch)
    assert watch.returncode == 0, said
    assert "alarms: 0" in said.splitlines()[-1]


def test_a_complete_payment_is_told_while_it_watches(sound: Shop, start: Start) -> None:
    watch = start("--for", "1h", deadline="1h")
    paid = sound.pay(sound.wants_lessons("£40.00"))
    said = said_until("complete", watch)
    assert watch.returncode == 130, said
    assert f"complete  {paid.intent_id}  £40.00 paid within" in said
    assert "alarms: 0" in said.splitlines()[-1]


def test_a_watch_with_an_alarm_ends_with_1_and_tells_in_json(sound: Shop, start: Start) -> None:
    payment = sound.wants_lessons("£40.00")
    watch = start("--for", "1h", "--json")
    with sound.relay.hold("checkout.session.completed", payment.session_id):
        assert sound.try_card(payment, VISA).status_code == 200
        told = [json.loads(line) for line in said_until('"alarm"', watch).splitlines()]
    sound.wait_for("checkout.session.completed", payment)

    assert watch.returncode == 1
    (alarm,) = [it for it in told if it["kind"] == "alarm"]
    assert alarm["payment"] == sound.gateway.payment(payment.session_id).intent_id
    assert "broken at: delivery attempted" in alarm["says"]
    assert (told[-1]["kind"], told[-1]["alarms"], told[-1]["cut_short"]) == ("summary", 1, True)


def test_ctrl_c_gives_the_summary(start: Start) -> None:
    watch = start("--for", "1h")
    watch.send_signal(signal.SIGINT)
    said = said_by(watch)
    assert watch.returncode == 130, said
    assert "cut short" in said.splitlines()[-1]


def test_a_watch_that_cannot_look_at_the_end_says_so(sound: Shop, start: Start) -> None:
    with gate_to(sound.settings.stripe_api) as gate:
        watch = start("--for", "2s", PENNYDROP_STRIPE_API_BASE=gate.url)
        gate.is_open = False
        said = said_by(watch)
    assert watch.returncode == StripeUnreachable.exit_code, said
    assert "of it blind" in said
    assert said.splitlines()[-1].startswith("pennydrop: Stripe does not answer")


def test_a_time_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "--for", "soon"]) == SettingsError.exit_code
    assert "'soon' is no time; write it like 1h" in capsys.readouterr().err

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from pennydrop.errors import ProcessDied, SiteUnreachable, StripeCliMissing
from pennydrop.eventually import Patience, eventually
from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is

DISTRIBUTIONS = pytest.mark.parametrize("distribution", [[], ["-n", "2"]], ids=["alone", "distributed"])


def test_trouble_in_a_scenario_is_no_failure_of_the_site_and_has_its_own_exit_code(suite: Suite) -> None:
    suite.scenario("gone", "When the site vanishes")
    suite.scenario("lost", "When Anna's card is lost")

    result = suite.run()

    assert result.ret == SiteUnreachable.exit_code
    result.assert_outcomes(failed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "pennydrop *",
            "  profile  local",
            "  site     http://127.0.0.1:4246",
            "  browser  Chromium 156.0.1",
            "*= ERRORS =*",
            "the site at http://127.0.0.1:4246 does not answer",
            "*- Infrastructure -*",
            "The scenario could not be judged; * Exit code 13.",
            "*= FAILURES =*",
            "no verdict, because of trouble with the infrastructure:",
            "  SiteUnreachable: the site at http://127.0.0.1:4246 does not answer",
            "    met by features/shop/gone.feature::gone",
            "INFRASTRUCTURE features/shop/gone.feature::gone - SiteUnreachable: *",
        ]
    )
    assert suite.stack_log == ["started", "stopped"]


@DISTRIBUTIONS
def test_a_dead_part_ends_the_session(suite: Suite, distribution: list[str]) -> None:
    suite.scenario("a", "When the relay dies and Anna's card is lost")
    for name in "bcdefgh":
        suite.scenario(name, "When Anna pays £5.00")

    result = suite.run("-p", "no:randomly", *distribution)

    assert result.ret == ProcessDied.exit_code
    assert result.parseoutcomes().get("passed", 0) < 7
    result.stdout.fnmatch_lines(
        [
            "no card of *",
            "*- Infrastructure -*",
            "ProcessDied: relay ended with exit code 3. The end of relay.log:",
            "    out of memory",
            "*Interrupted: ProcessDied: relay ended with exit code 3*",
        ]
    )
    assert suite.stack_log == ["started", "stopped"]


def test_trouble_that_follows_from_a_dead_part_is_reported_as_its_death(suite: Suite) -> None:
    suite.scenario("a", "When the relay dies and the site vanishes")

    result = suite.run()

    assert result.ret == ProcessDied.exit_code
    assert result.stdout.str().count("out of memory") == 2  # in the report of the scenario, and in the summary
    result.stdout.fnmatch_lines(
        [
            "the site at http://127.0.0.1:4246 does not answer",
            "*- Infrastructure -*",
            "ProcessDied: relay ended with exit code 3. The end of relay.log:",
            "INFRASTRUCTURE features/shop/a.feature::a - ProcessDied: *",
        ]
    )


def test_no_step_is_begun_once_a_part_is_dead(suite: Suite) -> None:
    suite.scenario("a", "When the relay dies", "When Anna waits for ever")

    result = suite.run()

    assert result.ret == ProcessDied.exit_code
    result.stdout.fnmatch_lines(["  not reached * When Anna waits for ever"])


def test_an_adopted_site_that_has_gone_ends_the_session_too(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    suite.scenario("a", "When Anna's card is lost")
    suite.scenario("b", "When Anna pays £5.00")
    with socket.create_server(("127.0.0.1", 0)) as nobody_listens_here_afterwards:
        port = nobody_listens_here_afterwards.getsockname()[1]
    monkeypatch.setenv("PENNYDROP_SITE_URL", f"http://127.0.0.1:{port}")

    result = suite.run("-p", "no:randomly")

    assert result.ret == SiteUnreachable.exit_code
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "no card of *",
            f"SiteUnreachable: the site does not answer any more: GET http://127.0.0.1:{port}: *refused*",
        ]
    )


@DISTRIBUTIONS
def test_a_stack_that_does_not_start_ends_pytest_with_its_reason(suite: Suite, distribution: list[str]) -> None:
    suite.scenario("a", "When Anna pays £5.00")
    (suite.path / "broken").touch()

    result = suite.run(*distribution)

    assert result.ret == StripeCliMissing.exit_code
    result.stdout.fnmatch_lines(["*Exit: StripeCliMissing: no Stripe CLI was found; get one with make setup*"])


def test_settings_that_are_wrong_end_pytest_with_their_reason(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    suite.scenario("a", "When Anna pays £5.00")
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "sk_live_" + "abcdefgh")

    result = suite.run()

    assert result.ret == 12
    result.stdout.fnmatch_lines(["*Exit: LiveKeyRefused: a live Stripe key (sk_live_...) with the local profile*"])


@DISTRIBUTIONS
def test_ctrl_c_ends_the_stack_with_the_run(suite: Suite, distribution: list[str]) -> None:
    suite.scenario("a", "When Anna waits for ever")
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", *distribution],
        cwd=suite.path,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    eventually("the scenario waits", (suite.path / "waiting").exists, patience=Patience(deadline=120))

    os.killpg(run.pid, signal.SIGINT)

    assert run.wait(120) == 130
    assert suite.stack_log == ["started", "stopped"]


def test_a_stack_that_runs_already_is_used_and_left_running(suite: Suite) -> None:
    suite.scenario("a", "When Anna pays £5.00")
    (suite.path / "running").touch()

    suite.run().assert_outcomes(passed=1)

    assert suite.stack_log == []


def test_nothing_is_started_where_no_scenario_is_run(suite: Suite) -> None:
    suite.scenario("a", "When Anna pays £5.00")
    suite.write("test_other.py", "def test_other(): pass\n")

    suite.run("test_other.py").assert_outcomes(passed=1)
    suite.run("-k", "nothing").assert_outcomes(deselected=2)

    assert suite.stack_log == []

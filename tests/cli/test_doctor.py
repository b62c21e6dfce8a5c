"""``pennydrop doctor``: what is here, what is missing, and where settings come from."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from pennydrop.browser import find
from tests.cli.conftest import Command, Outcome


@pytest.fixture(autouse=True)
def machine(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a browser and a Stripe CLI, and nothing else on PATH."""
    for name, says in (("stripe", "stripe version 1.52.0"), ("chrome", "Chromium 156.0.1.2")):
        program = project / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\necho {says}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(project / "bin"))
    monkeypatch.setenv("PENNYDROP_BROWSER_EXECUTABLE", str(project / "bin" / "chrome"))
    return project


def check(outcome: Outcome, name: str) -> dict[str, Any]:
    return next(check for check in json.loads(outcome.output)["checks"] if check["name"] == name)


def setting(outcome: Outcome, name: str) -> dict[str, Any]:
    return next(source for source in json.loads(outcome.output)["settings"] if source["name"] == name)


def test_a_complete_machine_is_fine(pennydrop: Command) -> None:
    outcome = pennydrop("doctor", "--json")
    assert outcome.code == 0, outcome.output
    assert check(outcome, "Stripe CLI")["found"].startswith("1.52.0")
    assert check(outcome, "browser")["found"] == "Chromium 156.0.1.2"
    assert "catcher" in check(outcome, "Mailpit")["remedy"]


def test_a_missing_stripe_cli_fails_with_the_remedy(pennydrop: Command, machine: Path) -> None:
    (machine / "bin" / "stripe").unlink()
    outcome = pennydrop("doctor", "--json")
    assert outcome.code == 1
    assert "make setup" in check(outcome, "Stripe CLI")["remedy"]


def test_a_stripe_cli_that_nobody_needs_may_be_missing(
    pennydrop: Command, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "bin" / "stripe").unlink()
    monkeypatch.setenv("PENNYDROP_FORWARDING", "endpoint")
    assert pennydrop("doctor").code == 0


def test_a_missing_browser_fails(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_BROWSER_EXECUTABLE", "/no/chrome")
    outcome = pennydrop("doctor", "--json")
    assert outcome.code == 1
    assert find.HOW_TO_GET_ONE in check(outcome, "browser")["remedy"]


def test_a_taken_port_is_named(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("PENNYDROP_RELAY_PORT", str(port))
        outcome = pennydrop("doctor", "--json")
    assert outcome.code == 1
    assert f"port {port} is held by" in check(outcome, "relay_port")["remedy"]


def test_wrong_settings_are_one_of_the_findings(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_PROT", "1")
    outcome = pennydrop("doctor", "--json")
    assert outcome.code == 1
    assert "PENNYDROP_SITE_PROT; did you mean PENNYDROP_SITE_PORT?" in check(outcome, "settings")["remedy"]
    assert check(outcome, "Python")["found"]


def test_each_setting_tells_where_it_comes_from(
    pennydrop: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "pennydrop.toml").write_text('site_name = "Shop"\nprofile = "local"\n')
    monkeypatch.setenv("PENNYDROP_PROFILE", "local")
    outcome = pennydrop("doctor", "--json")
    origins = [setting(outcome, f"PENNYDROP_{name}")["origin"] for name in ("PROFILE", "SITE_NAME", "DEADLINE")]
    assert origins == ["environment", "pennydrop.toml", "default"]
    assert setting(outcome, "PENNYDROP_SITE_NAME")["value"] == "Shop"


def test_secrets_are_not_shown(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    key, password = "sk_test_" + "4eC39HqLyjWDarjtT1", "tell-nobody"
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", key)
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", f"postgresql://shop:{password}@db/shop")
    for arguments in (["doctor"], ["doctor", "--json"]):
        printed = pennydrop(*arguments).output
        assert key not in printed
        assert password not in printed
        assert "postgresql://shop:[redacted]@db/shop" in printed


def test_the_table_is_plain_text_where_there_is_no_terminal(pennydrop: Command) -> None:
    output = pennydrop("doctor").output
    assert "\x1b[" not in output
    assert any(line.split()[:2] == ["PENNYDROP_PROFILE", "default"] for line in output.splitlines())

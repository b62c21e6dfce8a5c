"""``pennydrop env``: a site that takes these variables joins the run."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.conftest import Command

SECRET = "whsec_" + "it's;a $ecret"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_EMULATOR_PORT", "5001")
    monkeypatch.setenv("PENNYDROP_SMTP_PORT", "5002")
    monkeypatch.setenv("PENNYDROP_WEBHOOK_SECRET", SECRET)


def test_json_holds_what_a_site_needs(pennydrop: Command) -> None:
    assert json.loads(pennydrop("env", "--format", "json").output) == {
        "STRIPE_API_BASE": "http://127.0.0.1:5001",
        "STRIPE_SECRET_KEY": "sk_test_" + "pennydroplocal",
        "STRIPE_PUBLISHABLE_KEY": "pk_test_pennydroplocal",
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": "5002",
        "EMAIL_USE_TLS": "False",
    }


def test_a_shell_reads_the_very_values(pennydrop: Command) -> None:
    script = pennydrop("env").output + 'printf %s "$STRIPE_WEBHOOK_SECRET"'
    assert subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True).stdout == SECRET


def test_dotenv_has_no_export(pennydrop: Command) -> None:
    lines = pennydrop("env", "--format", "dotenv").output.splitlines()
    assert "EMAIL_PORT=5002" in lines
    assert not [line for line in lines if line.startswith("export")]


def test_it_says_the_same_every_time(pennydrop: Command) -> None:
    assert pennydrop("env").output == pennydrop("env").output

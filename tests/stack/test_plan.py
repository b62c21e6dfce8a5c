"""Which parts a run has, by profile and by what is adopted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pennydrop.errors import MailboxUnreachable, SettingsError, StripeCliMissing
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.plan import parts
from tests.stack.conftest import MakeSettings

TEST_KEY = {"stripe_secret_key": "sk_test_" + "4eC39HqLyjWDarjtT1"}
LIVE = {"profile": "live", "spending_cap": 0, "stripe_secret_key": "rk_live_" + "4eC39HqLyjWDarjtT1"}
ADOPTED = {"site_url": "https://shop.example", "mailpit_url": "https://mail.example"}


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Neither Stripe CLI nor Mailpit is found, except this program where a test names it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({}, ["ReferenceSite", "Emulator", "Relay", "StripeCli", "Catcher", "MailGate", "Database"]),
        (
            {"forwarding": "endpoint"},
            ["ReferenceSite", "Emulator", "Relay", "RegisteredEndpoint", "Catcher", "MailGate", "Database"],
        ),
        (ADOPTED, ["AdoptedSite", "Emulator", "Relay", "StripeCli", "AdoptedMailbox"]),
        (
            ADOPTED | {"database_url": "sqlite:////shop.sqlite3"},
            ["AdoptedSite", "Emulator", "Relay", "StripeCli", "AdoptedMailbox", "Database"],
        ),
        (
            {"profile": "test", **TEST_KEY, **ADOPTED},
            ["AdoptedSite", "StripeAccount", "Relay", "StripeCli", "AdoptedMailbox"],
        ),
        (
            {"profile": "test", "forwarding": "endpoint", **TEST_KEY, **ADOPTED},
            ["AdoptedSite", "StripeAccount", "AdoptedMailbox"],
        ),
        (LIVE | {"site_url": "https://shop.example"}, ["AdoptedSite", "StripeAccount"]),
    ],
)
def test_each_profile_has_its_parts(
    own: dict[str, Any], expected: list[str], make_settings: MakeSettings, launcher: Launcher, program: Path
) -> None:
    settings = make_settings(stripe_cli=str(program), **own)
    assert [type(part).__name__ for part in parts(settings, launcher)] == expected


def test_live_without_a_site_is_a_mistake(make_settings: MakeSettings, launcher: Launcher) -> None:
    with pytest.raises(SettingsError, match="PENNYDROP_SITE_URL"):
        parts(make_settings(**LIVE), launcher)


def test_a_missing_stripe_cli_says_how_to_get_one(make_settings: MakeSettings, launcher: Launcher) -> None:
    with pytest.raises(StripeCliMissing, match=r"make setup.*PENNYDROP_FORWARDING=endpoint"):
        parts(make_settings(), launcher)


def test_a_stripe_cli_that_cannot_be_run_is_named(make_settings: MakeSettings, launcher: Launcher) -> None:
    with pytest.raises(StripeCliMissing, match=r"PENNYDROP_STRIPE_CLI names '/no/stripe'"):
        parts(make_settings(stripe_cli="/no/stripe"), launcher)


def test_mailpit_on_path_is_taken_before_the_catcher(
    make_settings: MakeSettings, launcher: Launcher, program: Path
) -> None:
    program.rename(program.with_name("mailpit"))
    kinds = [type(part).__name__ for part in parts(make_settings(forwarding="endpoint"), launcher)]
    assert "Mailpit" in kinds


def test_a_demanded_mailpit_that_is_missing_says_how_to_get_one(
    make_settings: MakeSettings, launcher: Launcher
) -> None:
    with pytest.raises(MailboxUnreachable, match="make mailpit"):
        parts(make_settings(mailbox="mailpit", forwarding="endpoint"), launcher)


def test_the_reference_site_does_not_pretend_to_run_on_mysql(make_settings: MakeSettings, launcher: Launcher) -> None:
    with pytest.raises(SettingsError, match="not on mysql"):
        parts(make_settings(database_url="mysql+pymysql://u:p@db/shop"), launcher)

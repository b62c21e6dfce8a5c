"""Finding the Stripe CLI and calling it: the command line, the secret on its way, the ready line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pennydrop.errors import SettingsError
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.parts.stripe_cli import StripeCli, find_stripe_cli
from tests.stack.conftest import MakeSettings

SECRET = "whsec_" + "0123456789abcdef"
READY = (
    "echo Getting ready... >&2\n"
    "echo 'Ready! You are using Stripe API Version [2024-06-20]. Your webhook signing secret is "
    f"{SECRET} (^C to quit)' >&2\n"
)


def program(path: Path, code: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nif [ $1 = --version ]; then echo stripe version 1.52.0; exit; fi\n{code}")
    path.chmod(0o755)
    return path


def test_the_program_behind_npms_wrapper_is_run(
    make_settings: MakeSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    modules = tmp_path / ".pennydrop/tools/stripe-cli/node_modules"
    wrapper = program(modules / "@stripe/cli/bin/shim.js")
    (modules / ".bin").mkdir()
    (modules / ".bin/stripe").symlink_to(wrapper)
    assert find_stripe_cli(make_settings()) == modules / ".bin/stripe"
    binary = program(modules / "@stripe/cli-linux-x64/bin/stripe")
    assert find_stripe_cli(make_settings()) == binary


def test_the_command_line_has_no_secret_in_it(make_settings: MakeSettings, launcher: Launcher, tmp_path: Path) -> None:
    settings = make_settings(stripe_cli=str(program(tmp_path / "stripe")), webhook_events=("a.b", "c.d"))
    cli = StripeCli(settings, launcher)
    assert cli.argv()[1:] == [
        *("listen", "--api-base", settings.stripe_api),
        *("--forward-to", f"{settings.relay_url}/payments/webhook/"),
        *("--events", "a.b,c.d", "--skip-update"),
    ]
    key = settings.stripe_secret_key.get_secret_value()
    assert cli.env()["STRIPE_API_KEY"] == key
    assert key not in " ".join(cli.argv())


def test_stripe_itself_needs_no_api_base(make_settings: MakeSettings, launcher: Launcher, tmp_path: Path) -> None:
    key = "sk_test_" + "4eC39HqLyjWDarjtT1"
    settings = make_settings(profile="test", stripe_secret_key=key, stripe_cli=str(program(tmp_path / "stripe")))
    assert "--api-base" not in StripeCli(settings, launcher).argv()


def test_it_is_ready_with_its_ready_line_which_is_masked_on_disk(
    make_settings: MakeSettings, launcher: Launcher, tmp_path: Path
) -> None:
    fake = program(tmp_path / "stripe", READY + "exec sleep 60")
    cli = StripeCli(make_settings(stripe_cli=str(fake), webhook_secret=SECRET), launcher)
    cli.start()
    cli.stop()
    assert cli.summary.startswith("Stripe CLI 1.52.0")
    log = cli.process.log.path.read_text()
    assert "signing secret is whsec_[redacted] (^C to quit)" in log


def test_another_signing_secret_than_the_sites_is_refused(
    make_settings: MakeSettings, launcher: Launcher, tmp_path: Path
) -> None:
    fake = program(tmp_path / "stripe", READY + "exec sleep 60")
    cli = StripeCli(make_settings(stripe_cli=str(fake)), launcher)
    with pytest.raises(SettingsError, match="signs with another secret than PENNYDROP_WEBHOOK_SECRET") as refused:
        cli.start()
    cli.stop()
    assert SECRET not in str(refused.value)

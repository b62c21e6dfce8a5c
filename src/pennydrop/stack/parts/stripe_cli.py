"""The official Stripe CLI: finding it, and ``stripe listen`` in front of the relay."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from pennydrop.errors import SettingsError, StripeCliMissing
from pennydrop.settings import STRIPE_API, Settings
from pennydrop.stack.environment import child_environment
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart
from pennydrop.stack.probes import Probe
from pennydrop.tools import find_tool

IN_TOOLS = "stripe-cli/node_modules/.bin/stripe"


def find_stripe_cli(settings: Settings) -> Path:
    """The program to run. ``StripeCliMissing`` says how to get one."""
    if settings.stripe_cli:
        given = shutil.which(settings.stripe_cli)
        if not given:
            raise StripeCliMissing(
                f"PENNYDROP_STRIPE_CLI names {settings.stripe_cli!r}, which is no program;"
                " correct it, or unset it and run `make setup`"
            )
        return _unwrapped(Path(given))
    found = find_tool(settings, "stripe", IN_TOOLS)
    if not found:
        raise StripeCliMissing(
            "no Stripe CLI was found: run `make setup` (it installs one with npm), or put `stripe` on PATH, or do"
            " without it: PENNYDROP_FORWARDING=endpoint"
        )
    return _unwrapped(found)


def stripe_cli_version(program: Path) -> str:
    """``1.52.0``, without the network."""
    asked = subprocess.run([program, "--version"], env=_environment(), capture_output=True, text=True, timeout=10)
    return asked.stdout.strip().removeprefix("stripe version ") or "of unknown version"


def _unwrapped(program: Path) -> Path:
    """The program behind npm's wrapper, which waits for it in a way that no signal gets through."""
    package = program.resolve().parent.parent
    installed = [*package.parent.glob("cli-*/bin/stripe*"), *package.glob("vendor/bin/stripe*")]
    return installed[0] if package.name == "cli" and installed else program


def _environment() -> dict[str, str]:
    return child_environment({"STRIPE_CLI_TELEMETRY_OPTOUT": "1"})


class StripeCli(ManagedPart):
    """``stripe listen``: takes events from Stripe over a websocket and posts them to the relay."""

    label = "webhooks"
    name = "stripe-cli"
    after = frozenset({"Stripe", "relay"})
    watch_for = re.compile(r"Ready!.*?(?:\[(?P<version>[^\]]+)\])?.*?(?P<secret>whsec_\w+)")

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        self.program = find_stripe_cli(settings)
        super().__init__(settings, launcher, settings.relay_url)

    def argv(self) -> list[str]:
        here = [] if self.settings.stripe_api == STRIPE_API else ["--api-base", self.settings.stripe_api]
        events = ",".join(self.settings.webhook_events)
        target = self.settings.relay_url + self.settings.site_webhook_path
        return [str(self.program), "listen", *here, "--forward-to", target, "--events", events, "--skip-update"]

    def env(self) -> dict[str, str]:
        return {
            "STRIPE_API_KEY": self.settings.stripe_secret_key.get_secret_value(),
            "STRIPE_CLI_TELEMETRY_OPTOUT": "1",
            # Its own: a log-in of the person at the keyboard must not decide which account is listened to.
            "XDG_CONFIG_HOME": str((self.settings.state_dir / "stripe-config").absolute()),
        }

    def ready(self) -> Probe:
        return self.process.log.seen

    def describe(self) -> str:
        told = self.process.log.found
        if told and told["secret"] != self.settings.webhook_secret.get_secret_value():
            raise SettingsError(
                "the Stripe CLI signs with another secret than PENNYDROP_WEBHOOK_SECRET, so the site would refuse every"
                " webhook: set it to what `stripe listen --print-secret` prints"
            )
        return f"Stripe CLI {stripe_cli_version(self.program)}, {len(self.settings.webhook_events)} event types"

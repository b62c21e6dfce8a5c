"""Pennydrop's own Stripe, for the ``local`` profile."""

from __future__ import annotations

import sys

from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart
from pennydrop.stack.probes import Probe, get, http_answers


class Emulator(ManagedPart):
    """The emulator with this run's account: one key, one signing secret, the site's events."""

    label = "Stripe"
    name = "emulator"

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        super().__init__(settings, launcher, settings.stripe_api)
        self._ready_url = f"{self.url}/__emulator__/ready"

    def ports(self) -> dict[str, int]:
        return {"emulator_port": self.settings.emulator_port}

    def argv(self) -> list[str]:
        return [sys.executable, "-m", "pennydrop.emulator", "--port", str(self.settings.emulator_port)]

    def env(self) -> dict[str, str]:
        return {
            "EMULATOR_SECRET_KEYS": self.settings.stripe_secret_key.get_secret_value(),
            "EMULATOR_SIGNING_SECRET": self.settings.webhook_secret.get_secret_value(),
            "EMULATOR_FORWARDED_EVENTS": ",".join(self.settings.webhook_events),
            "EMULATOR_ACCOUNT_NAME": self.settings.site_name,
        }

    def ready(self) -> Probe:
        return http_answers(self._ready_url)

    def describe(self) -> str:
        told = get(self._ready_url).json()
        return f"emulator {told['version']} at {self.url}, API {', '.join(told['api_versions'])}"

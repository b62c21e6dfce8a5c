"""The relay, between whoever delivers webhooks and the site."""

from __future__ import annotations

import sys

from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart
from pennydrop.stack.probes import Probe, http_answers


class Relay(ManagedPart):
    """A relay that hands deliveries to the site's webhook address."""

    label = "relay"
    name = "relay"

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        super().__init__(settings, launcher, settings.relay_url)

    def ports(self) -> dict[str, int]:
        return {"relay_port": self.settings.relay_port}

    def argv(self) -> list[str]:
        port, target = str(self.settings.relay_port), self.settings.site_webhook_url
        return [sys.executable, "-m", "pennydrop.relay", "--port", port, "--forward-to", target]

    def ready(self) -> Probe:
        return http_answers(f"{self.url}/__pennydrop__/ready")

    def describe(self) -> str:
        return f"{self.url} to {self.settings.site_webhook_url}"

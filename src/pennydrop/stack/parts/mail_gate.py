"""The gate in front of a mailbox that we started: where the site sends its mail."""

from __future__ import annotations

import sys

from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart
from pennydrop.stack.ports import HOST, free_port
from pennydrop.stack.probes import Probe, all_hold, http_answers, smtp_greets


class MailGate(ManagedPart):
    """Takes SMTP at ``settings.smtp_port``, leads to ``mailbox_port``; its control API is at ``url``."""

    label = "mail gate"
    name = "mail-gate"
    after = frozenset({"mailbox"})

    def __init__(self, settings: Settings, launcher: Launcher, mailbox_port: int) -> None:
        self._mailbox_port, self._http_port = mailbox_port, free_port()
        super().__init__(settings, launcher, f"http://{HOST}:{self._http_port}")

    def ports(self) -> dict[str, int]:
        return {"smtp_port": self.settings.smtp_port}

    def argv(self) -> list[str]:
        ports = ["--smtp-port", str(self.settings.smtp_port), "--http-port", str(self._http_port)]
        program = [sys.executable, "-m", "pennydrop.mailbox.gate"]
        return [*program, *ports, "--forward-to", f"{HOST}:{self._mailbox_port}"]

    def ready(self) -> Probe:
        return all_hold(http_answers(f"{self.url}/ready"), smtp_greets(HOST, self.settings.smtp_port))

    def describe(self) -> str:
        return f"SMTP {HOST}:{self.settings.smtp_port} to the mailbox"

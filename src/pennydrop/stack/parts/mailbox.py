"""Where the site's mail is caught: Mailpit if there is one, else the built-in catcher, or somebody's own Mailpit.

A mailbox that we start takes its SMTP at a port of its own: the site's mail comes to it through the gate."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pennydrop.errors import MailboxUnreachable
from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart, Part
from pennydrop.stack.probes import Probe, all_hold, get, http_answers, smtp_greets
from pennydrop.tools import find_tool

HOST = "127.0.0.1"


def find_mailpit(settings: Settings) -> Path | None:
    """The Mailpit on PATH, else the project's own (``make mailpit``); None if there is none."""
    return find_tool(settings, "mailpit", "mailpit")


def managed_mailbox(settings: Settings, launcher: Launcher, smtp_port: int) -> Part:
    """The mailbox to start, its SMTP at ``smtp_port``. ``MailboxUnreachable`` when Mailpit is demanded and missing."""
    mailpit = find_mailpit(settings) if settings.mailbox != "catcher" else None
    if mailpit:
        return Mailpit(settings, launcher, smtp_port, mailpit)
    if settings.mailbox == "mailpit":
        raise MailboxUnreachable(
            "PENNYDROP_MAILBOX=mailpit, but no Mailpit was found: run `make mailpit`, put `mailpit` on PATH, or use"
            " the built-in catcher (PENNYDROP_MAILBOX=catcher)"
        )
    return Catcher(settings, launcher, smtp_port)


class _StartedMailbox(ManagedPart):
    """What Mailpit and catcher share: two ports, and the same signs of readiness."""

    label = "mailbox"
    kind: str

    def __init__(self, settings: Settings, launcher: Launcher, smtp_port: int) -> None:
        self._smtp_port = smtp_port
        super().__init__(settings, launcher, settings.mailbox_url)

    def ports(self) -> dict[str, int]:
        return {"mailbox_port": self.settings.mailbox_port}

    def ready(self) -> Probe:
        # Mailpit's readyz says nothing about its SMTP port, which opens in another thread.
        return all_hold(http_answers(f"{self.url}/readyz"), smtp_greets(HOST, self._smtp_port))

    def describe(self) -> str:
        return f"{self.kind} {_version(self.url)} at {self.url}"


class Mailpit(_StartedMailbox):
    """A Mailpit on this machine, with a database of its own that ends with it."""

    name = "mailpit"
    kind = "Mailpit"

    def __init__(self, settings: Settings, launcher: Launcher, smtp_port: int, program: Path) -> None:
        self._program = program
        self._folder = (settings.state_dir / "mailpit").absolute()
        super().__init__(settings, launcher, smtp_port)

    def argv(self) -> list[str]:
        return [
            str(self._program),
            *("--listen", f"{HOST}:{self.settings.mailbox_port}"),
            *("--smtp", f"{HOST}:{self._smtp_port}"),
            *("--max", "0", "--tags-disable", "plus-addresses,x-tags"),
            *("--disable-version-check", "--smtp-disable-rdns", "--enable-chaos"),
        ]

    def env(self) -> dict[str, str]:
        return {"TMPDIR": str(self._folder)}

    def prepare(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)  # a killed Mailpit leaves its database behind
        self._folder.mkdir(parents=True)


class Catcher(_StartedMailbox):
    """The built-in mailbox, for machines without Mailpit."""

    name = "catcher"
    kind = "built-in catcher"

    def argv(self) -> list[str]:
        ports = ["--http-port", str(self.settings.mailbox_port), "--smtp-port", str(self._smtp_port)]
        return [sys.executable, "-m", "pennydrop.mailbox.catcher", *ports]


class AdoptedMailbox(Part):
    """A Mailpit that runs already; the site must be told its SMTP address by ``smtp_host`` and ``smtp_port``."""

    label = "mailbox"

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.mailbox_url)

    def start(self) -> None:
        try:
            http_answers(f"{self.url}/readyz")()
            self.summary = f"Mailpit {_version(self.url)} at {self.url}"
        except AssertionError as silent:
            raise MailboxUnreachable(f"the mailbox does not answer: {silent}; check PENNYDROP_MAILPIT_URL") from None


def _version(url: str) -> str:
    version: str = get(f"{url}/api/v1/info").json()["Version"]
    return version

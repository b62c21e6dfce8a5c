"""The site under test: the reference site, started on a fresh database, or somebody's own."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from pennydrop.errors import SiteUnreachable
from pennydrop.settings import Settings
from pennydrop.stack.environment import site_environment
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart, Part
from pennydrop.stack.parts.database import ask_product
from pennydrop.stack.parts.site_database import Template, django_environment
from pennydrop.stack.parts.site_key import secret_key
from pennydrop.stack.probes import Probe, http_answers

MIGRATION_DEADLINE = 180.0


class ReferenceSite(ManagedPart):
    """The reference site under gunicorn.

    Each start gets a new, empty database unless ``database_url`` names one, which is migrated and never emptied.
    """

    label = "site"
    name = "site"
    stop_signal = signal.SIGINT  # gunicorn's quick end; after SIGTERM it waits 2 s for idle connections

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        super().__init__(settings, launcher, settings.site)
        self._template = None if settings.database_url else Template(settings)
        target = {"SQLITE_PATH": str(self._template.draft)} if self._template else {}
        migrate = [sys.executable, "-m", "pennydrop.demo", "migrate", "--no-input"]
        self._migration = launcher.process("site-migrate", migrate, self.env() | target)

    def ports(self) -> dict[str, int]:
        return {"site_port": self.settings.site_port}

    def argv(self) -> list[str]:
        bind = ["--bind", f"127.0.0.1:{self.settings.site_port}"]
        # Its control socket would lie in the home directory, one for all runs of this user.
        config = ["-c", "python:pennydrop.demo.gunicorn_config", "--no-control-socket"]
        return [sys.executable, "-m", "gunicorn", *config, *bind, "pennydrop.demo.wsgi:application"]

    def env(self) -> dict[str, str]:
        fault = self.settings.seeded_fault
        return {
            "DJANGO_SETTINGS_MODULE": "pennydrop.demo.local_settings",
            "SECRET_KEY": secret_key(self.settings),
            "DEBUG": "True",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.url,
            **site_environment(self.settings),
            **django_environment(self.settings),
            **({"SEEDED_FAULT": fault} if fault else {}),
        }

    def prepare(self) -> None:
        if self._template is None:
            if self.settings.database.get_backend_name() != "sqlite":
                ask_product(self.settings)  # one sentence instead of Django's traceback; SQLite makes its own file
            self._migration.run(MIGRATION_DEADLINE)
            return
        if not self._template.exists():
            self._template.begin()
            self._migration.run(MIGRATION_DEADLINE)
            self._template.keep()
        self._template.copy_to(Path(self.settings.database.database or ""))

    def ready(self) -> Probe:
        return http_answers(f"{self.url}/healthz")

    def describe(self) -> str:
        fault = f", with the seeded fault {self.settings.seeded_fault}" if self.settings.seeded_fault else ""
        return f"reference site at {self.url}{fault}"

    def stop(self) -> None:
        self._migration.stop()
        super().stop()


class AdoptedSite(Part):
    """A site that runs already."""

    label = "site"

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.site)

    def start(self) -> None:
        try:
            # A page that asks to log in, or is missing, is an answer; only a failing server is not.
            http_answers(self.url, below=500)()
        except AssertionError as silent:
            raise SiteUnreachable(
                f"the site does not answer: {silent}; start it, or correct PENNYDROP_SITE_URL"
            ) from None
        self.summary = self.url

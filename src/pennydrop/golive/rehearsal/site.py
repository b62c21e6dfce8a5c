"""The reference site as in production: gunicorn, a ``.env``, a database with every migration, static files."""

from __future__ import annotations

import secrets
import signal
import sqlite3
import sys
from collections.abc import Mapping

from pennydrop.golive.rehearsal.zone import DOMAIN
from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher, log_path
from pennydrop.stack.parts.site_database import Template
from pennydrop.stack.probes import http_answers
from pennydrop.stack.site_process import SiteProcess

BUILD_DEADLINE = 180.0
_BUILD_ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "pennydrop.demo.settings", "SECRET_KEY": "only to build with"}


class ProductionSite:
    """The site's program, and what an administrator would have of it: ``environment_file``, ``log``, ``database``.

    ``login_name`` and ``login_password`` are an account without any rights, for somebody who looks.
    """

    def __init__(self, settings: Settings, launcher: Launcher, port: int, cache: Settings) -> None:
        folder = settings.state_dir
        self.url = f"http://127.0.0.1:{port}"
        self.environment_file = folder / ".env"
        self.database = folder / "site" / "site.sqlite3"
        self.static = folder / "static"
        self.log = log_path(settings, "site")
        self.login_name, self.login_password = f"rehearsal@{DOMAIN}", secrets.token_urlsafe(16)
        self._settings, self._launcher, self._template = settings, launcher, Template(cache)
        self._environment: dict[str, str] = {}
        self._process = launcher.process(
            "gunicorn",
            [
                *(sys.executable, "-m", "gunicorn", "-c", "python:pennydrop.demo.gunicorn_config"),
                *("--no-control-socket", "--bind", f"127.0.0.1:{port}"),
                *("--error-logfile", str(self.log.absolute()), "--capture-output"),
                "pennydrop.demo.wsgi:application",
            ],
            {
                "DJANGO_SETTINGS_MODULE": "pennydrop.demo.settings",
                "ENVIRONMENT_FILE": str(self.environment_file.absolute()),
            },
            stop_signal=signal.SIGINT,
        )

    def build(self, domain: str) -> None:
        """Make the database with one account in it, and collect the static files; mails name ``domain``."""
        if not self._template.exists():
            self._template.begin()
            self._django("site-migrate", "migrate", SQLITE_PATH=str(self._template.draft))
            self._template.keep()
        self._template.copy_to(self.database)
        self._open_account()
        with sqlite3.connect(self.database) as connection:
            connection.execute("UPDATE django_site SET domain = ?", [domain])
            connection.execute("UPDATE auth_user SET is_staff = 0, is_superuser = 0")
        connection.close()
        self._django("site-static", "collectstatic", STATIC_ROOT=str(self.static.absolute()))

    def _open_account(self) -> None:
        """Django itself stores the password; it knows of no other account that needs no terminal."""
        person = {"USERNAME": self.login_name, "EMAIL": self.login_name, "PASSWORD": self.login_password}
        environment = {f"DJANGO_SUPERUSER_{name}": value for name, value in person.items()}
        self._django("site-account", "createsuperuser", SQLITE_PATH=str(self.database.absolute()), **environment)

    def _django(self, name: str, command: str, **environment: str) -> None:
        argv = [sys.executable, "-m", "pennydrop.demo", command, "--no-input"]
        self._launcher.process(name, argv, _BUILD_ENVIRONMENT | environment).run(BUILD_DEADLINE)

    def start(self, environment: Mapping[str, str]) -> None:
        """Return when it answers."""
        self.write(environment)
        self._process.start(http_answers(f"{self.url}/healthz", below=400))

    @property
    def environment(self) -> dict[str, str]:
        """What the ``.env`` says."""
        return dict(self._environment)

    def restart(self, environment: Mapping[str, str]) -> None:
        """Write another ``.env`` and let gunicorn load the site anew; return when it has."""
        self.write(environment)
        assert self._process.pid is not None  # noqa: S101 - it has been started
        SiteProcess(self._process.pid, self._settings).restart()

    def stop(self) -> None:
        self._process.stop()

    def write(self, environment: Mapping[str, str]) -> None:
        """Write another ``.env``; the site takes no notice of it until it is restarted."""
        self._environment = dict(environment)
        self.environment_file.write_text("".join(f"{name}='{value}'\n" for name, value in environment.items()))
        self.environment_file.chmod(0o600)

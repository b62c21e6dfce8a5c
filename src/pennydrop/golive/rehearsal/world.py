"""The world: everything a site in production has around it, on this machine and for a moment."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pennydrop.golive.flows import SCENARIOS
from pennydrop.golive.rehearsal import papers
from pennydrop.golive.rehearsal.certificates import Certificates
from pennydrop.golive.rehearsal.dns import DnsServer
from pennydrop.golive.rehearsal.front import HOST, Front
from pennydrop.golive.rehearsal.papers import Repository
from pennydrop.golive.rehearsal.site import ProductionSite
from pennydrop.golive.rehearsal.stripe import API_VERSION, LiveStripe
from pennydrop.golive.rehearsal.zone import DOMAIN, SELECTOR, sound_zone
from pennydrop.settings import PREFIX, Settings, load_settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.ports import free_port
from pennydrop.stack.probes import all_hold, http_answers, smtp_greets

NAME = "Recorder-ed"
MAIL_FROM = f"payments@{DOMAIN}"
WEBHOOK_PATH = "/payments/webhook/"
SPENDING_CAP = 500
Config = dict[str, Any]


class World:
    """A live Stripe account, the site behind TLS, DNS, mail, repository, backups and papers: all sound at first.

    ``config`` are its settings as one would write them down, ``settings`` the same for the harness.
    """

    def __init__(self, folder: Path, *, cache: Path = Path(".pennydrop")) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.ports = {name: free_port() for name in ("https", "http", "site", "stripe", "smtp", "mailbox", "dns")}
        local = load_settings(profile="local", state_dir=folder)
        self._launcher = Launcher(local)
        self.certificates = Certificates(folder)
        self.stripe = LiveStripe(self._launcher, self.ports["stripe"], self.certificates.ca_file, name=NAME)
        self.site = ProductionSite(
            local, self._launcher, self.ports["site"], load_settings(profile="local", state_dir=cache)
        )
        self.front = Front(self.site.url, self.site.static, self.ports["https"], self.ports["http"])
        self.dns = DnsServer(sound_zone(), self.ports["dns"])
        self.repository = Repository(folder)
        self.backups, self.rollback_plan = folder / "backups", folder / "rollback.md"
        self.smoke_report = folder / "smoke.xml"
        self.config: Config = {}
        self._stops = ExitStack()

    @property
    def url(self) -> str:
        return self.front.url

    @property
    def settings(self) -> Settings:
        """The settings of ``pennydrop golive`` for this world, as ``config`` has them now."""
        return load_settings(**self.config)

    def environment(self) -> dict[str, str]:
        """The same as environment variables."""
        flat = {name: value for name, value in self.config.items() if name != "golive"}
        flat |= {f"golive__{name}": value for name, value in self.config["golive"].items()}
        return {PREFIX + name.upper(): _written(value) for name, value in flat.items()}

    def start(self) -> None:
        """Return when everything answers."""
        self._stops.callback(self._launcher.close)
        try:
            with ThreadPoolExecutor() as pool:
                for task in [pool.submit(step) for step in (self._open_account, self._build, self._catch_mail)]:
                    task.result()
            self._serve()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End everything that was started."""
        self._stops.close()

    def _open_account(self) -> None:
        self._stops.callback(self.stripe.stop)
        self.stripe.start()

    def _build(self) -> None:
        self.site.build(f"{HOST}:{self.ports['https']}")
        papers.make_backup(self.site.database, self.backups)
        papers.write_rollback_plan(self.rollback_plan)
        papers.write_smoke_report(self.smoke_report, SCENARIOS)
        self.repository.make()

    def _catch_mail(self) -> None:
        ports = ["--http-port", str(self.ports["mailbox"]), "--smtp-port", str(self.ports["smtp"])]
        catcher = self._launcher.process("catcher", [sys.executable, "-m", "pennydrop.mailbox.catcher", *ports], {})
        self._stops.callback(catcher.stop)
        answers = http_answers(f"http://127.0.0.1:{self.ports['mailbox']}/readyz")
        catcher.start(all_hold(answers, smtp_greets("127.0.0.1", self.ports["smtp"])))

    def _serve(self) -> None:
        self.stripe.register(self.url + WEBHOOK_PATH)
        self._stops.callback(self.dns.stop)
        self.dns.start()
        self._stops.callback(self.site.stop)
        self.site.start(self._site_environment())
        self._stops.callback(self.front.stop)
        self.front.start(self.certificates.context(HOST))
        self.config = self._sound_config()

    def _site_environment(self) -> dict[str, str]:
        return {
            "SECRET_KEY": secrets.token_urlsafe(40),
            "DEBUG": "False",
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "CSRF_TRUSTED_ORIGINS": self.url,
            "SITE_URL": self.url,
            "SQLITE_PATH": str(self.site.database.absolute()),
            "STRIPE_API_BASE": self.stripe.url,
            "STRIPE_SECRET_KEY": self.stripe.restricted_key,
            "STRIPE_PUBLISHABLE_KEY": self.stripe.publishable_key,
            "STRIPE_WEBHOOK_SECRET": self.stripe.webhook_secret,
            "DEFAULT_FROM_EMAIL": MAIL_FROM,
            "SUPPORT_EMAIL": f"support@{DOMAIN}",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.ports["smtp"]),
            "EMAIL_USE_TLS": "False",
        }

    def _sound_config(self) -> Config:
        return {
            "profile": "live",
            "state_dir": self.folder,
            "site_url": self.url,
            "site_name": NAME,
            "database_url": f"sqlite:///{self.site.database.absolute()}",
            "stripe_api_base": self.stripe.url,
            "stripe_secret_key": self.stripe.restricted_key,
            "stripe_publishable_key": self.stripe.publishable_key,
            "webhook_secret": self.stripe.webhook_secret,
            "mailpit_url": f"http://127.0.0.1:{self.ports['mailbox']}",
            "spending_cap": SPENDING_CAP,
            "golive": self._sound_golive(),
        }

    def _sound_golive(self) -> Config:
        return {
            "account": self.stripe.account,
            "signoffs": self.folder / "golive-signoffs.toml",
            "environment_file": self.site.environment_file,
            "repository": self.repository.path,
            "api_version": API_VERSION,
            "webhook_secret_created": datetime.now(UTC).date(),
            "http_url": self.front.http_url,
            "ca_file": self.certificates.ca_file,
            "terms_path": "/terms/",
            "privacy_path": "/privacy/",
            "faq_path": "/faq/",
            "support_path": "/support/",
            "mail_from": f"{NAME} <{MAIL_FROM}>",
            "mail_domain": DOMAIN,
            "dkim_selectors": (SELECTOR,),
            "dns_server": self.dns.address,
            "log_file": self.site.log,
            "backups": f"{self.backups}/*.sqlite3",
            "rollback_plan": self.rollback_plan,
            "smoke_report": self.smoke_report,
        }


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def rehearsing(folder: Path, *, cache: Path = Path(".pennydrop")) -> Iterator[World]:
    """A world that is sound at first, and gone at the end."""
    world = World(folder, cache=cache)
    world.start()
    try:
        yield world
    finally:
        world.stop()

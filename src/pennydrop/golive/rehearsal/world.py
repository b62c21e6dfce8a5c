"""The world: everything a site in production has around it, on this machine and for a moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pennydrop.golive.flows import SCENARIOS
from pennydrop.golive.rehearsal import papers
from pennydrop.golive.rehearsal.certificates import Certificates
from pennydrop.golive.rehearsal.configuration import NAME, Config, as_environment, site_environment, sound_config
from pennydrop.golive.rehearsal.dns import DnsServer
from pennydrop.golive.rehearsal.front import HOST, Front
from pennydrop.golive.rehearsal.papers import Repository
from pennydrop.golive.rehearsal.site import ProductionSite
from pennydrop.golive.rehearsal.stripe import LiveStripe
from pennydrop.golive.rehearsal.zone import sound_zone
from pennydrop.settings import Settings, load_settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.ports import free_port
from pennydrop.stack.probes import all_hold, http_answers, smtp_greets

WEBHOOK_PATH = "/payments/webhook/"


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
        return as_environment(self.config)

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
        self.site.start(site_environment(self))
        self._stops.callback(self.front.stop)
        self.front.start(self.certificates.context(HOST))
        self.config = sound_config(self)


@contextmanager
def rehearsing(folder: Path, *, cache: Path = Path(".pennydrop")) -> Iterator[World]:
    """A world that is sound at first, and gone at the end."""
    world = World(folder, cache=cache)
    world.start()
    try:
        yield world
    finally:
        world.stop()

"""What a run needs of this machine, one check each: found, or how to get it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from typing import Literal

from pennydrop.browser.find import find_browser
from pennydrop.errors import PennydropError
from pennydrop.settings import Settings, load_settings
from pennydrop.stack.parts.mailbox import find_mailpit
from pennydrop.stack.parts.stripe_cli import find_stripe_cli, stripe_cli_version
from pennydrop.stack.ports import require_free
from pennydrop.stack.preflight import require_writable
from pennydrop.stack.state import StackState

DRIVERS = {"sqlite": "sqlite3", "postgresql": "psycopg", "mysql": "pymysql", "mariadb": "pymysql"}
EXTRAS = {"psycopg": "postgres", "pymysql": "mysql"}


@dataclass(frozen=True)
class Check:
    """``found`` is what is there; without it ``remedy`` says how to get it. ``required`` by these settings or not."""

    name: str
    found: str = ""
    remedy: str = ""
    required: bool = True

    @property
    def state(self) -> Literal["ok", "optional", "missing"]:
        if self.found:
            return "ok"
        return "missing" if self.required else "optional"


def all_checks() -> list[Check]:
    """Every check, also when the settings are wrong; then the others are made for the default settings."""
    try:
        settings, verdict = load_settings(), Check("settings", found="valid")
    except PennydropError as error:
        settings, verdict = Settings.model_construct(), Check("settings", remedy=str(error))
    return [verdict, *_programs(settings), *_drivers(settings), *_folders(settings), *_ports(settings)]


def _programs(settings: Settings) -> Iterator[Check]:
    yield Check("Python", found=python_version())
    yield _tried("browser", lambda: find_browser(settings).version)
    listens = settings.forwarding == "cli" and settings.profile != "live"
    yield _tried("Stripe CLI", lambda: _stripe_cli(settings), required=listens)
    node = shutil.which("node") or ""
    yield Check("Node.js", node, "only `make setup` needs it, to install the Stripe CLI: nodejs.org", required=False)
    yield Check(
        "Mailpit",
        str(find_mailpit(settings) or ""),
        "`make mailpit`; without it the built-in catcher is used",
        required=settings.managed_mailbox and settings.mailbox == "mailpit",
    )
    site = "Django and gunicorn" if find_spec("django") and find_spec("gunicorn") else ""
    yield Check("reference site", site, "pip install 'pennydrop[local]'", required=settings.managed_site)


def _stripe_cli(settings: Settings) -> str:
    program = find_stripe_cli(settings)
    return f"{stripe_cli_version(program)} ({program})"


def _drivers(settings: Settings) -> Iterator[Check]:
    needed = DRIVERS.get(settings.database.get_backend_name())
    for module, extra in EXTRAS.items():
        found = module if find_spec(module) else ""
        yield Check(f"{extra} driver", found, f"pip install 'pennydrop[{extra}]'", required=module == needed)


def _folders(settings: Settings) -> Iterator[Check]:
    yield _tried("state folder", partial(_writable, settings.state_dir))
    yield _tried("artifacts folder", partial(_writable, settings.artifacts))


def _writable(folder: Path) -> str:
    require_writable(folder)
    return str(folder.absolute())


def _ports(settings: Settings) -> Iterator[Check]:
    state = StackState.read(settings)
    ours = state.owner.pid if state and state.owner.alive() else None
    managed = {
        "site_port": settings.managed_site,
        "emulator_port": settings.managed_emulator,
        "relay_port": settings.profile != "live",
        "mailbox_port": settings.managed_mailbox,
        "smtp_port": settings.managed_mailbox,
    }
    for setting in (name for name, is_ours in managed.items() if is_ours):
        port = getattr(settings, setting)
        if ours:
            yield Check(setting, found=f"{port}, held by the running stack (pid {ours})")
        else:
            yield _tried(setting, partial(_free, setting, port))


def _free(setting: str, port: int) -> str:
    require_free(setting, port)
    return f"{port}, free"


def _tried(name: str, look: Callable[[], str], *, required: bool = True) -> Check:
    try:
        return Check(name, found=look(), required=required)
    except PennydropError as error:
        return Check(name, remedy=str(error), required=required)

"""The world's settings: those of its site, and those of ``pennydrop golive`` for it."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pennydrop.golive.rehearsal.front import HOST
from pennydrop.golive.rehearsal.stripe import API_VERSION
from pennydrop.golive.rehearsal.zone import DOMAIN, SELECTOR
from pennydrop.settings import NESTED, PREFIX

if TYPE_CHECKING:
    from pennydrop.golive.rehearsal.world import World

NAME = "Recorder-ed"
MAIL_FROM = f"payments@{DOMAIN}"
SPENDING_CAP = 500
Config = dict[str, Any]


def site_environment(world: World) -> dict[str, str]:
    """What stands in the site's ``.env``."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(40),
        "DEBUG": "False",
        "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        "CSRF_TRUSTED_ORIGINS": world.url,
        "SITE_URL": world.url,
        "SQLITE_PATH": str(world.site.database.absolute()),
        "STRIPE_API_BASE": world.stripe.url,
        "STRIPE_SECRET_KEY": world.stripe.restricted_key,
        "STRIPE_PUBLISHABLE_KEY": world.stripe.publishable_key,
        "STRIPE_WEBHOOK_SECRET": world.stripe.webhook_secret,
        "DEFAULT_FROM_EMAIL": MAIL_FROM,
        "SUPPORT_EMAIL": f"support@{DOMAIN}",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(world.ports["smtp"]),
        "EMAIL_USE_TLS": "False",
    }


def sound_config(world: World) -> Config:
    """The settings of a harness that looks at this world."""
    return {
        "profile": "live",
        "state_dir": world.folder,
        "site_url": world.url,
        "site_name": NAME,
        "database_url": f"sqlite:///{world.site.database.absolute()}",
        "stripe_api_base": world.stripe.url,
        "stripe_secret_key": world.stripe.restricted_key,
        "stripe_publishable_key": world.stripe.publishable_key,
        "webhook_secret": world.stripe.webhook_secret,
        "mailpit_url": f"http://127.0.0.1:{world.ports['mailbox']}",
        "spending_cap": SPENDING_CAP,
        "golive": _golive(world),
    }


def _golive(world: World) -> Config:
    return {
        "account": world.stripe.account,
        "signoffs": world.folder / "golive-signoffs.toml",
        "environment_file": world.site.environment_file,
        "repository": world.repository.path,
        "api_version": API_VERSION,
        "webhook_secret_created": datetime.now(UTC).date(),
        "http_url": world.front.http_url,
        "ca_file": world.certificates.ca_file,
        "login_name": world.site.login_name,
        "login_password": world.site.login_password,
        "terms_path": "/terms/",
        "privacy_path": "/privacy/",
        "faq_path": "/faq/",
        "support_path": "/support/",
        "mail_from": f"{NAME} <{MAIL_FROM}>",
        "mail_domain": DOMAIN,
        "dkim_selectors": (SELECTOR,),
        "dns_server": world.dns.address,
        "log_file": world.site.log,
        "backups": f"{world.backups}/*.sqlite3",
        "rollback_plan": world.rollback_plan,
        "smoke_report": world.smoke_report,
    }


def as_environment(config: Config) -> dict[str, str]:
    """The same settings as environment variables."""
    flat = {name: value for name, value in config.items() if name != "golive"}
    flat |= {f"golive{NESTED}{name}": value for name, value in config["golive"].items()}
    return {PREFIX + name.upper(): _written(value) for name, value in flat.items()}


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    return value.isoformat() if isinstance(value, date) else str(value)

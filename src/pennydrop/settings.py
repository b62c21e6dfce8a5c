"""What to test: profile, addresses and keys. Environment first, then ``pennydrop.toml``, then defaults.

Every field is one environment variable, ``PENNYDROP_`` + its name in capitals, and one key of ``pennydrop.toml``.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from pennydrop.errors import LiveKeyRefused, SettingsError
from pennydrop.eventually import Patience
from pennydrop.golive_settings import NEEDED_EVENTS, GoLiveSettings
from pennydrop.redaction import Redactor
from pennydrop.setting_types import Renamed, WebAddress, Words

PREFIX = "PENNYDROP_"
NESTED = "__"  # between a table of the file and its key, in a variable's name
CONFIG_FILE = "pennydrop.toml"
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
STRIPE_API = "https://api.stripe.com"
# Seconds. The reference site mails before it answers a webhook; of another site nobody knows.
QUIET_REFERENCE_SITE, QUIET_SITE = 0.02, 0.3
# Keys of the emulator's own account. They open nothing but an emulator on this machine.
LOCAL_SECRET_KEY = "sk_test_" + "pennydroplocal"
LOCAL_PUBLISHABLE_KEY = "pk_test_" + "pennydroplocal"
LOCAL_WEBHOOK_SECRET = "whsec_" + "pennydroplocal"
# Anywhere in a value: a quotation mark, a blank or a line break copied along with a key makes it no safer.
_LIVE_KEY = re.compile(r"[a-z]k_(?:org_)?live_")

# What recorder-ed acts upon, and two types it has to acknowledge and leave alone.
WEBHOOK_EVENTS = (*NEEDED_EVENTS, "payment_intent.requires_action", "payment_intent.canceled")


class Settings(BaseSettings):
    """The settings of one run. Build them with :func:`load_settings`, which turns mistakes into one sentence."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter=NESTED, extra="forbid", frozen=True, env_ignore_empty=True
    )

    profile: Literal["local", "test", "live"] = Field("local", description="local, test or live")

    site_url: WebAddress | None = Field(None, description="the site under test; unset: the reference site is started")
    site_port: int = Field(4246, description="port of the reference site")
    site_webhook_path: str = Field("/payments/webhook/", description="where the site takes Stripe's webhooks")
    site_name: str = Field("Recorder-ed", description="the site's name in its mail subjects")
    site_jobs: SecretStr | None = Field(
        None, description="a command that does what the site does on a timer; run when a scenario has moved time"
    )
    seeded_fault: str | None = Field(None, description="a fault to switch on in the reference site (make faults)")

    database_url: str | None = Field(None, description="the site's database; unset: SQLite of the reference site")
    table_names: Renamed = Field({}, description="tables the site calls otherwise: workshops_workshop=events_workshop")
    column_names: Renamed = Field({}, description="columns the site calls otherwise: workshops_workshop.price=cost")

    stripe_api_base: WebAddress | None = Field(
        None, description="Stripe's API; unset: emulator (local) or api.stripe.com"
    )
    stripe_secret_key: SecretStr = Field(SecretStr(LOCAL_SECRET_KEY), description="secret key of the account")
    stripe_publishable_key: str = Field(LOCAL_PUBLISHABLE_KEY, description="publishable key of the account")
    webhook_secret: SecretStr = Field(SecretStr(LOCAL_WEBHOOK_SECRET), description="signing secret the site checks")
    webhook_events: Words = Field(WEBHOOK_EVENTS, description="event types the site subscribes to")
    forwarding: Literal["cli", "endpoint"] = Field("cli", description="Stripe CLI, or a registered webhook endpoint")
    stripe_cli: str | None = Field(None, description="path of the Stripe CLI; unset: PATH, then the project's own")
    emulator_port: int = Field(4242, description="port of the emulator")
    relay_port: int = Field(4243, description="port of the relay")

    mailpit_url: WebAddress | None = Field(None, description="REST address of a Mailpit that is already running")
    mailbox: Literal["auto", "mailpit", "catcher"] = Field("auto", description="which mailbox to start")
    mailbox_port: int = Field(4244, description="REST port of the mailbox")
    smtp_host: str = Field("127.0.0.1", description="SMTP host the site sends to")
    smtp_port: int = Field(4245, description="SMTP port the site sends to")

    browser_executable: str | None = Field(None, description="a Chromium to use; unset: found")
    allowed_hosts: Words = Field((), description="further hosts the browser may reach")

    customer_password: SecretStr = Field(
        SecretStr("Penny-drops-1"), description="password of the people scenarios make"
    )
    spending_cap: int | None = Field(None, description="live profile: most a run may spend, in minor units")
    deadline: float = Field(10.0, gt=0, description="seconds to wait for anything that takes time")
    quiet_period: float | None = Field(
        None,
        gt=0,
        description="seconds without mail before 'nothing more came' is believed; without it 0.3, and 0.02 for the"
        " reference site, which mails before it answers",
    )
    state_dir: Path = Field(Path(".pennydrop"), description="logs, tools, the reference site's data")
    artifacts_dir: Path | None = Field(None, description="screenshots and reports; unset: artifacts/ in state_dir")

    golive: GoLiveSettings = Field(GoLiveSettings(), description="what going live is judged by")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(CONFIG_FILE))

    @field_validator("column_names")
    @classmethod
    def _names_table_and_column(cls, value: dict[str, str]) -> dict[str, str]:
        for name in value:
            if name.count(".") != 1:
                raise ValueError(f"{name!r} names no column; write table.column=other_name")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            make_url(value)
        except ArgumentError:
            shown = Redactor()(value)
            raise ValueError(
                f"{shown!r} is no database address; write postgresql://user:password@host:port/name"
                " or sqlite:////absolute/path.sqlite3"
            ) from None
        return value

    @model_validator(mode="after")
    def _other_stripe_needs_its_own_keys(self) -> Settings:
        if self.profile != "local" and self.stripe_secret_key.get_secret_value() == LOCAL_SECRET_KEY:
            raise ValueError(
                f"the {self.profile} profile needs PENNYDROP_STRIPE_SECRET_KEY (your Stripe account's key)"
            )
        if self.profile == "live" and self.spending_cap is None:
            raise ValueError("the live profile needs PENNYDROP_SPENDING_CAP, the most a run may spend (minor units)")
        return self

    @property
    def managed_site(self) -> bool:
        """True when Pennydrop starts the reference site itself."""
        return self.site_url is None

    @property
    def has_database(self) -> bool:
        """True when the site's database can be looked into: the reference site's, or one that was named."""
        return self.managed_site or self.database_url is not None

    @property
    def managed_emulator(self) -> bool:
        return self.profile == "local" and self.stripe_api_base is None

    @property
    def managed_mailbox(self) -> bool:
        return self.mailpit_url is None

    @property
    def quiet(self) -> float:
        """Seconds without mail before it is believed that no more comes."""
        return self.quiet_period or (QUIET_REFERENCE_SITE if self.managed_site else QUIET_SITE)

    @cached_property
    def site(self) -> str:
        """The site's address, without a trailing slash."""
        return self.site_url or f"http://127.0.0.1:{self.site_port}"

    @cached_property
    def site_webhook_url(self) -> str:
        return self.site + self.site_webhook_path

    @cached_property
    def stripe_api(self) -> str:
        """The address of Stripe's API, without a trailing slash and without ``/v1``."""
        if self.managed_emulator:
            return f"http://127.0.0.1:{self.emulator_port}"
        return self.stripe_api_base or STRIPE_API

    @cached_property
    def relay_url(self) -> str:
        return f"http://127.0.0.1:{self.relay_port}"

    @cached_property
    def mailbox_url(self) -> str:
        return self.mailpit_url or f"http://127.0.0.1:{self.mailbox_port}"

    @cached_property
    def database(self) -> URL:
        """The site's database for SQLAlchemy, by the drivers of our extras; ``postgres://`` is understood."""
        if self.database_url is None:
            return URL.create("sqlite", database=str((self.state_dir / "site" / "site.sqlite3").absolute()))
        url = make_url(self.database_url.replace("postgres://", "postgresql://", 1))
        return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))

    @cached_property
    def artifacts(self) -> Path:
        return self.artifacts_dir or self.state_dir / "artifacts"

    @cached_property
    def patience(self) -> Patience:
        return Patience(deadline=self.deadline)

    @cached_property
    def redact(self) -> Redactor:
        """Masks this run's secrets in any text; in the live profile also what is personal."""
        url = make_url(self.database_url) if self.database_url else None
        known = [self.stripe_secret_key, self.webhook_secret, self.customer_password]
        secrets = [*(secret.get_secret_value() for secret in known), str(url.password or "") if url else ""]
        host = (urlsplit(self.site).hostname or "").removeprefix("www.")
        return Redactor(secrets, personal=self.profile == "live", domain=self.golive.mail_domain or host)


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process. ``SettingsError`` for anything unknown or malformed, ``LiveKeyRefused``."""
    _refuse_unknown_variables()
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("; ".join(_explain(problem) for problem in error.errors())) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{CONFIG_FILE} is not valid TOML: {error}") from None
    refuse_live_key(settings)
    return settings


def setting_fields() -> dict[str, FieldInfo]:
    """Every setting by its variable, such as ``PENNYDROP_GOLIVE__LOG_FILE``, in the order of the class."""
    found: dict[str, FieldInfo] = {}
    for name, field in Settings.model_fields.items():
        table = type(field.default)
        if issubclass(table, BaseModel):
            inner = {f"{name}{NESTED}{key}": value for key, value in table.model_fields.items()}
        else:
            inner = {name: field}
        found |= {PREFIX + key.upper(): value for key, value in inner.items()}
    return found


def _refuse_unknown_variables() -> None:
    known = set(setting_fields())
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"unknown environment variable {name}{_nearest(name.upper(), known, PREFIX)}")


def _nearest(name: str, known: set[str], prefix: str = "") -> str:
    """A hint; the ``prefix`` they all have makes nothing alike."""
    candidates = sorted(other.removeprefix(prefix) for other in known)
    close = difflib.get_close_matches(name.removeprefix(prefix), candidates, n=1)
    return f"; did you mean {prefix}{close[0]}?" if close else "; `pennydrop doctor` lists all settings"


def _explain(problem: Any) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{CONFIG_FILE}: unknown key {name!r}{_nearest(name, set(Settings.model_fields))}"
    message = str(problem["msg"]).removeprefix("Value error, ")
    where = f"{PREFIX}{name.upper()} (or {name} in {CONFIG_FILE}): " if name else ""
    return f"{where}{message}"


def refuse_live_key(settings: Settings) -> None:
    """``LiveKeyRefused`` if any of the keys is a live one and the profile is not: asked before every connection."""
    keys = (settings.stripe_secret_key.get_secret_value(), settings.stripe_publishable_key)
    live = [found[0] for key in keys if (found := _LIVE_KEY.search(key))]
    if live and settings.profile != "live":
        raise LiveKeyRefused(
            f"a live Stripe key ({live[0]}...) with the {settings.profile} profile: real cards would be charged."
            " Use a test key (sk_test_...), or the live profile if you mean it"
        )

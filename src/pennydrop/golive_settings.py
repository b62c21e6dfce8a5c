"""What going live is judged by: the ``[golive]`` table of ``pennydrop.toml``, or ``PENNYDROP_GOLIVE__...``.

Whatever is unset makes the checks that need it say so, with the setting's name; nothing is guessed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from pennydrop.setting_types import WebAddress, Words

# What recorder-ed acts upon (its contract names no other).
NEEDED_EVENTS = (
    "checkout.session.completed",
    "checkout.session.expired",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "charge.refunded",
)


class GoLiveSettings(BaseModel):
    """The settings of ``pennydrop golive`` and of the commands for the weeks after."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    account: str | None = Field(default=None, description="id of the Stripe account that is meant (acct_...)")
    signoffs: Path = Field(
        default=Path("golive-signoffs.toml"), description="who has signed what off; belongs into git"
    )
    environment_file: Path | None = Field(default=None, description="the site's production environment: a .env file")
    environment_command: SecretStr | None = Field(
        default=None, description="... or a command that prints it as NAME=value"
    )
    secret_key_variable: str = Field(default="STRIPE_SECRET_KEY", description="its name for the secret key")
    publishable_key_variable: str = Field(
        default="STRIPE_PUBLISHABLE_KEY", description="its name for the publishable key"
    )
    webhook_secret_variable: str = Field(
        default="STRIPE_WEBHOOK_SECRET", description="its name for the webhook's signing secret"
    )
    repository: Path | None = Field(default=None, description="the site's git repository, searched for secrets")
    accepted_secrets: Words = Field(
        default=(),
        description="fingerprints of findings there that are revoked, or no secrets; so are those in .secrets.baseline",
    )

    webhook_url: str | None = Field(
        default=None, description="the endpoint's address; unset: site_url + site_webhook_path"
    )
    webhook_events: Words = Field(
        default=NEEDED_EVENTS, description="event types the endpoint has to have, and no others"
    )
    api_version: str | None = Field(
        default=None, description="the Stripe API version of the site's SDK, 2024-10-28.acacia"
    )
    webhook_secret_created: date | None = Field(
        default=None, description="day the webhook's secret was made or rotated"
    )

    http_url: WebAddress | None = Field(
        default=None, description="where plain http answers; unset: http:// and the site's host"
    )
    ca_file: Path | None = Field(default=None, description="further certificate authorities to trust (PEM)")
    purchase_pages: Words = Field(
        default=("/", "/private-teaching/", "/workshops/", "/courses/", "/accounts/login/", "/accounts/signup/"),
        description="paths whose pages, scripts and links are looked at",
    )
    login_name: str | None = Field(
        default=None, description="name of an account of the site, logged in (with --write) to see the session cookie"
    )
    login_password: SecretStr | None = Field(default=None, description="its password")
    terms_path: str | None = Field(default=None, description="path of the Terms of Service")
    privacy_path: str | None = Field(default=None, description="path of the Privacy Policy")
    faq_path: str | None = Field(default=None, description="path of the payment FAQ or help page")
    support_path: str | None = Field(default=None, description="path of the support page")

    mail_from: str | None = Field(default=None, description="From address of the site's mail (DEFAULT_FROM_EMAIL)")
    mail_domain: str | None = Field(default=None, description="domain that may send it; unset: the site's own")
    dkim_selectors: Words = Field(default=(), description="DKIM selectors of that domain")
    dns_server: str | None = Field(default=None, description="address:port of the resolver; unset: the system's")

    log_file: Path | None = Field(default=None, description="the site's log")
    log_command: SecretStr | None = Field(
        default=None, description="... or, without a file, a command that prints its latest lines and ends"
    )
    log_lines: int = Field(default=5000, gt=0, description="how many of its latest lines are searched")

    backup_command: SecretStr | None = Field(
        default=None, description="makes a backup at {file}; unset: SQLite's own way, or pg_dump"
    )
    restore_command: SecretStr | None = Field(
        default=None,
        description="restores {file} into the scratch database {url} (its name or file: {database});"
        " unset: SQLite's own way, or pg_restore",
    )
    backup_deadline: float = Field(
        default=1800.0, gt=0, description="seconds that making a backup, and restoring it, may each take"
    )
    scratch_server: SecretStr | None = Field(
        default=None,
        description="PostgreSQL on which the scratch database is made, its role may CREATEDB; unset: the site's own",
    )
    backups: str | None = Field(
        default=None, description="where regular backups are: a pattern such as /backups/*.dump"
    )
    backup_max_age: float = Field(default=26.0, gt=0, description="hours the newest regular backup may be old")
    money_tables: Words = Field(
        default=(), description="tables whose rows are compared; unset: those of the chart of accounts"
    )
    rollback_plan: Path | None = Field(default=None, description="the written plan for going back")
    rollback_max_age: int = Field(default=90, gt=0, description="days the plan's last change or date may be old")

    smoke_report: Path | None = Field(default=None, description="JUnit report of the smoke run in test mode")
    smoke_max_age: float = Field(default=24.0, gt=0, description="hours that report may be old")

    payment_record: Path = Field(
        default=Path("golive-payment.json"), description="what `pennydrop golive pay` has proven; belongs into git"
    )

    chart: str = Field(default="fixtures.chart:CHART", description="module:name of the chart of accounts")

"""Which parts a run has: what each profile needs, and whether to start it or to adopt it."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.errors import SettingsError
from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import Part
from pennydrop.stack.parts.database import Database
from pennydrop.stack.parts.emulator import Emulator
from pennydrop.stack.parts.endpoint import RegisteredEndpoint
from pennydrop.stack.parts.mail_gate import MailGate
from pennydrop.stack.parts.mailbox import AdoptedMailbox, managed_mailbox
from pennydrop.stack.parts.relay import Relay
from pennydrop.stack.parts.site import AdoptedSite, ReferenceSite
from pennydrop.stack.parts.stripe_account import StripeAccount
from pennydrop.stack.parts.stripe_cli import StripeCli
from pennydrop.stack.ports import free_port


def parts(settings: Settings, launcher: Launcher) -> list[Part]:
    """The parts of this run in the order of a report's header. Nothing is started; what is missing is an error."""
    if settings.profile == "live" and settings.managed_site:
        raise SettingsError("the live profile needs PENNYDROP_SITE_URL: it does not start a site of its own")
    return [
        ReferenceSite(settings, launcher) if settings.managed_site else AdoptedSite(settings),
        Emulator(settings, launcher) if settings.managed_emulator else StripeAccount(settings),
        *_webhooks(settings, launcher),
        *_mailbox(settings, launcher),
        *_database(settings),
    ]


def _webhooks(settings: Settings, launcher: Launcher) -> Iterator[Part]:
    """In ``live``, and wherever Stripe itself must reach the site, the account's own endpoints deliver."""
    if settings.profile == "live" or (settings.forwarding == "endpoint" and settings.profile != "local"):
        return
    yield Relay(settings, launcher)
    yield StripeCli(settings, launcher) if settings.forwarding == "cli" else RegisteredEndpoint(settings)


def _mailbox(settings: Settings, launcher: Launcher) -> Iterator[Part]:
    """A live site sends real mail, which no mailbox of ours can catch."""
    if not settings.managed_mailbox:
        yield AdoptedMailbox(settings)
    elif settings.profile != "live":
        behind_the_gate = free_port()
        yield managed_mailbox(settings, launcher, behind_the_gate)
        yield MailGate(settings, launcher, behind_the_gate)


def _database(settings: Settings) -> Iterator[Part]:
    if settings.has_database:
        yield Database(settings)

"""The fixtures every payment suite needs. Their modules are imported when first used, not when pytest starts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin import witnesses
from pennydrop.plugin.evidence import Evidence
from pennydrop.plugin.recorder import EVIDENCE
from pennydrop.plugin.run import StandingWitness, Tell, run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pennydrop.gateway import Gateway
    from pennydrop.ledger import Ledger
    from pennydrop.mailbox.client import Mailbox
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings
    from pennydrop.stack import Stack

ORDER = ("Webhook deliveries", "Mails", "Ledger rows", "Stripe requests")


@pytest.fixture(scope="session")
def settings(pytestconfig: pytest.Config) -> Settings:
    """What to test: profile, addresses and keys, from the environment and ``pennydrop.toml``."""
    return run_of(pytestconfig).settings


@pytest.fixture(scope="session")
def stack(pytestconfig: pytest.Config) -> Stack:
    """The running stack. Scenarios have it without asking; a test in Python asks for it, or for what needs it."""
    return run_of(pytestconfig).stack


@pytest.fixture(scope="session")
def gateway(settings: Settings, stack: Stack, pytestconfig: pytest.Config) -> Iterator[Gateway]:
    """What Stripe says, through the official SDK: emulator, test mode or live."""
    from pennydrop.gateway import Gateway

    gateway = Gateway(settings, guard=run_of(pytestconfig).guard)
    _testify(pytestconfig, "Stripe requests", partial(witnesses.stripe_requests, gateway, settings))
    yield gateway
    gateway.close()


@pytest.fixture(scope="session")
def relay(settings: Settings, stack: Stack, pytestconfig: pytest.Config) -> Relay:
    """The webhook deliveries of the run, and the means to hold, repeat or forge one."""
    from pennydrop.relay.client import Relay

    relay = Relay(settings.relay_url)
    _testify(pytestconfig, "Webhook deliveries", partial(witnesses.deliveries, relay))
    return relay


@pytest.fixture(scope="session")
def mailbox(settings: Settings, stack: Stack, pytestconfig: pytest.Config) -> Iterator[Mailbox]:
    """The site's mail."""
    from pennydrop.mailbox.client import Mailbox

    mailbox = Mailbox(settings.mailbox_url)
    _testify(pytestconfig, "Mails", partial(witnesses.mails, mailbox, settings))
    yield mailbox
    mailbox.close()


@pytest.fixture(scope="session")
def ledger(settings: Settings, stack: Stack, pytestconfig: pytest.Config) -> Iterator[Ledger]:
    """The site's database, seen from outside."""
    from pennydrop.ledger import Ledger

    ledger = Ledger.of(settings)
    _testify(pytestconfig, "Ledger rows", lambda _about: ledger.reads_as_text(), forget=ledger.forget)
    yield ledger
    ledger.close()


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Evidence:
    """The scenario's file: tell it whom and which payment the scenario is about; it is read when the scenario fails."""
    known: Evidence = request.node.stash.get(EVIDENCE, None) or Evidence()  # a test in Python has no scenario to report
    return known


def _testify(config: pytest.Config, title: str, tell: Tell, forget: Callable[[], None] | None = None) -> None:
    run_of(config).testify(StandingWitness(title, tell, forget, rank=ORDER.index(title)))

"""The fixtures every payment suite needs. Their modules are imported when first used, not when pytest starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.evidence import Evidence

if TYPE_CHECKING:
    from pennydrop.gateway import Gateway
    from pennydrop.ledger import Ledger
    from pennydrop.mailbox.client import Mailbox
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    """What to test: profile, addresses and keys, from the environment and ``pennydrop.toml``."""
    from pennydrop.settings import load_settings

    return load_settings()


@pytest.fixture(scope="session")
def gateway(settings: Settings) -> Gateway:
    """What Stripe says, through the official SDK: emulator, test mode or live."""
    from pennydrop.gateway import Gateway

    return Gateway(settings)


@pytest.fixture(scope="session")
def relay(settings: Settings) -> Relay:
    """The webhook deliveries of the run, and the means to hold, repeat or forge one."""
    from pennydrop.relay.client import Relay

    return Relay(settings.relay_url)


@pytest.fixture(scope="session")
def mailbox(settings: Settings) -> Mailbox:
    """The site's mail."""
    from pennydrop.mailbox.client import Mailbox

    return Mailbox(settings.mailbox_url)


@pytest.fixture(scope="session")
def ledger(settings: Settings) -> Ledger:
    """The site's database, seen from outside."""
    from pennydrop.ledger import Ledger

    return Ledger(settings.database)


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Evidence:
    """The scenario's file: tell it whom and which payment the scenario is about; it is read when the scenario fails."""
    return Evidence()

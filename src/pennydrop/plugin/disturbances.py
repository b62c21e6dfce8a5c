"""The fixtures that put a part of the run into trouble; where the part is missing, the scenario is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.not_offered import PROPERTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from pennydrop.gateway.trouble import TroubleDesk
    from pennydrop.mailbox.gate.client import MailGate
    from pennydrop.settings import Settings
    from pennydrop.stack import Stack
    from pennydrop.stack.site_process import SiteProcess


@pytest.fixture
def mail_gate(request: pytest.FixtureRequest, stack: Stack) -> Iterator[MailGate]:
    """The way the site's mail takes to the mailbox, which can be closed for some people's mail."""
    from pennydrop.mailbox.gate.client import MailGate

    gate = next((part.url for part in stack.parts if part.label == "mail gate"), None)
    if gate is None:
        leave_out(
            request, "a mail server that can be down", "this run adopts a mailbox, and mail passes no gate of ours"
        )
    client = MailGate(gate)
    yield client
    client.close()


@pytest.fixture
def trouble_desk(request: pytest.FixtureRequest, settings: Settings, stack: Stack) -> Iterator[TroubleDesk]:
    """The emulator's willingness to refuse, to be slow and to lose answers."""
    from pennydrop.gateway.trouble import TroubleDesk

    if not settings.managed_emulator:
        leave_out(request, "a Stripe in trouble", f"{settings.stripe_api} is not Pennydrop's emulator")
    desk = TroubleDesk(settings.stripe_api)
    yield desk
    desk.close()


@pytest.fixture
def site_process(request: pytest.FixtureRequest, settings: Settings, stack: Stack) -> SiteProcess:
    """The program of the site, which can be asked to start anew."""
    from pennydrop.stack.site_process import SiteProcess

    process = next((part.process for part in stack.parts if part.label == "site"), None)
    if process is None:
        leave_out(request, "a site that can be restarted", f"somebody else has started {settings.site}")
    return SiteProcess(process.pid, settings)


def leave_out(request: pytest.FixtureRequest, needed: str, reason: str) -> NoReturn:
    """Report the scenario as not offered here: it needs ``needed``, and the run has no such thing for ``reason``."""
    request.node.user_properties.append((PROPERTY, f"{needed}: {reason}"))
    pytest.skip(f"not possible in this run: {needed} ({reason})")

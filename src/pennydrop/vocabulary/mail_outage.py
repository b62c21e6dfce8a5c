"""A mail server that is down for a while, for this scenario's mail alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, when

if TYPE_CHECKING:
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.mailbox.gate.client import MailGate, Outage
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@pytest.fixture
def mail_outage(mail_gate: MailGate, cast: Cast) -> Iterator[Outage]:
    """Mail to anybody of the scenario is refused until the outage ends."""
    with mail_gate.refuse(cast.tag) as outage:
        yield outage


@given("the mail server is down")
def mail_server_is_down(mail_outage: Outage, bookkeeper: Bookkeeper) -> None:
    """Whoever sends a mail is told to try again later, and the connection is closed."""
    bookkeeper.suspend(2, 15, because="the mail server is down")


@when("the mail server is back")
def mail_server_is_back(mail_outage: Outage, purchase: Purchase) -> None:
    """From now on mail goes through."""
    mail_outage.end()
    purchase.something_happened()

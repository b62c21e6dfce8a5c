"""One server of each kind for all tests. Tests keep apart by recipient, as scenarios do."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pennydrop.mailbox.client import Mailbox
from tests.mailbox.mails import receipt
from tests.mailbox.servers import MailServer, mailpit, running

KINDS = ["catcher", *(["mailpit"] if mailpit() else [])]


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    with running(request.param, tmp_path_factory.mktemp(request.param)) as server:
        yield server


@pytest.fixture
def mailbox(server: MailServer) -> Iterator[Mailbox]:
    mailbox = server.mailbox
    yield mailbox
    mailbox.close()


@dataclass(frozen=True)
class Run:
    """Names that no other test uses."""

    token: str

    @property
    def buyer(self) -> str:
        return f"buyer-{self.token}@example.test"

    @property
    def hidden(self) -> str:
        return f"audit-{self.token}@example.test"


@pytest.fixture
def run() -> Run:
    return Run(uuid.uuid4().hex[:10])


@pytest.fixture
def mail_id(server: MailServer, run: Run) -> str:
    """A receipt for the buyer, with a blind copy that only the envelope names."""
    return server.sent(receipt(run.token, run.buyer), [run.buyer, run.hidden])

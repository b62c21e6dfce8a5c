"""The mail of one scenario, whoever it was sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pennydrop.mailbox.client import Mailbox
    from pennydrop.mailbox.mail import Mail, MailSummary
    from pennydrop.vocabulary.cast import Cast


class Postbag:
    """Every mail that names anybody of the cast, in its addresses, subject or text."""

    def __init__(self, mailbox: Mailbox, cast: Cast) -> None:
        self._mailbox, self._cast = mailbox, cast
        self._read: set[str] = set()
        self._opened: dict[str, Mail] = {}

    def all(self) -> list[MailSummary]:
        """All of it, oldest first."""
        return sorted(self._mailbox.iter_search(self._cast.tag), key=lambda mail: mail.created)

    def new(self) -> list[Mail]:
        """What came since :meth:`mark_read`, oldest first, with text and HTML."""
        return [self._open(mail) for mail in self.all() if mail.id not in self._read]

    def whole(self) -> list[Mail]:
        """All of it, oldest first, with text and HTML."""
        return [self._open(mail) for mail in self.all()]

    def mark_read(self) -> None:
        """Set aside what has come so far: the scenario is about what comes next."""
        self._read.update(mail.id for mail in self.all())

    def _open(self, mail: MailSummary) -> Mail:
        """Each is fetched once: a mail does not change."""
        if mail.id not in self._opened:
            self._opened[mail.id] = self._mailbox.whole(mail)
        return self._opened[mail.id]


@pytest.fixture
def postbag(mailbox: Mailbox, cast: Cast) -> Postbag:
    """The mail of this scenario."""
    return Postbag(mailbox, cast)

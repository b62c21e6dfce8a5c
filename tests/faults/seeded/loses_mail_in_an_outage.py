"""A mail that cannot be sent is lost.

``fail_silently=True`` in the middle of the webhook: while the mail server is down, customers pay and never hear of it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/trouble/mail_server.feature::the_mails_of_an_outage_come_later_once",)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.core.models import OutgoingMail

    send = outbox.send

    def or_forget(mail: OutgoingMail, connection: Any) -> bool:
        if not send(mail, connection):
            mail.delete()
            return False
        return True

    replace(outbox, "send", or_forget)

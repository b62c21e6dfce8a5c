"""The payment is rolled back when its mail cannot be sent.

The mail goes out inside the transaction, and the mail server's error takes everything with it: the customer has paid,
and until the mail server is back the shop knows of nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 4
SCENARIOS = ("features/trouble/mail_server.feature::a_payment_is_booked_although_nobody_can_be_told",)


def seed() -> None:
    from django.core.mail import EmailMessage, get_connection
    from django.db import DatabaseError

    from pennydrop.demo.core import outbox

    post = outbox.post

    def send_at_once(*, to: str, subject: str, **mail: Any) -> Any:
        try:
            EmailMessage(subject, "A test of the connection", to=[to], connection=get_connection()).send()
        except OSError as error:
            raise DatabaseError(str(error)) from error
        return post(to=to, subject=subject, **mail)

    replace(outbox, "post", send_at_once)

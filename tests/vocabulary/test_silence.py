"""What a reader is told who waited for silence in vain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.mailbox.mail import Address, MailSummary
from pennydrop.relay.delivery import Cause, Delivery, State
from pennydrop.vocabulary.silence import silence

WHEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW = 10.0  # seconds after the last When


def mail(after: float, subject: str = "Thank you") -> MailSummary:
    sam, shop = Address("", "sam@example.com"), Address("", "shop@example.com")
    return MailSummary("1", "1", subject, shop, (sam,), (), (), WHEN + timedelta(seconds=after), 1, 0, False, "")


def delivery(after: float, event: str = "evt_1") -> Delivery:
    return Delivery(
        number=1,
        event_id=event,
        type="charge.refunded",
        object_id=None,
        payment_intent=None,
        attempt=1,
        cause=Cause.STRIPE,
        received_at=WHEN,
        forwarded_at=WHEN + timedelta(seconds=after - 1),
        duration_ms=1000.0,
        state=State.ANSWERED,
    )


def seen(*happened: Delivery | MailSummary) -> str:
    deliveries = [it for it in happened if isinstance(it, Delivery)]
    mails = [it for it in happened if isinstance(it, MailSummary)]
    return repr(silence(WHEN.timestamp() + NOW, WHEN.timestamp(), deliveries, mails))


def test_nothing_has_come_since_the_last_when() -> None:
    assert seen() == "silent for 10.00 s"


def test_what_came_before_it_is_not_told() -> None:
    assert seen(mail(-2), delivery(-1)) == "silent for 10.00 s"


@pytest.mark.parametrize("last", [mail(7), delivery(7)])
def test_the_silence_begins_with_the_last_of_all(last: Delivery | MailSummary) -> None:
    assert seen(mail(3), delivery(4), last).startswith("silent for 3.00 s; ")


def test_what_keeps_coming_is_told_once_and_counted_the_latest_first() -> None:
    assert seen(mail(3), delivery(4), mail(5), mail(9)) == (
        "silent for 1.00 s; last came mail 'Thank you' to sam@example.com (3 times), delivery of charge.refunded evt_1"
    )


def test_of_many_kinds_only_the_latest_are_told() -> None:
    assert seen(*(mail(after, f"No. {after}") for after in range(1, 6))) == (
        "silent for 5.00 s; last came mail 'No. 5' to sam@example.com, mail 'No. 4' to sam@example.com,"
        " mail 'No. 3' to sam@example.com, and 2 more"
    )

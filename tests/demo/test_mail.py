"""The outbox: mail is neither lost nor doubled, whatever the mail server does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection, transaction

from pennydrop.demo.core import outbox
from pennydrop.demo.core.models import OutgoingMail

from .shop import Shop

RECEIPT = "Payment Confirmation - Recorder-ed"


@pytest.fixture
def mail_server_down(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The mail server refuses connections; call the fixture's value to bring it back."""

    def refuse(self: EmailBackend) -> None:
        raise ConnectionRefusedError("mail server down")

    working = EmailBackend.open
    monkeypatch.setattr(EmailBackend, "open", refuse)
    return lambda: monkeypatch.setattr(EmailBackend, "open", working)


def test_a_mail_has_a_text_and_an_html_part(shop: Shop) -> None:
    student = shop.student()
    shop.complete(shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher())))
    receipt = shop.mails(student, RECEIPT)[0]
    html, kind = receipt.alternatives[0]
    assert kind == "text/html"
    assert "Total Amount: £40.00" in html
    assert "https://recorder-ed.com/private-teaching/my-lessons/" in receipt.body


def test_an_outage_delays_the_mail_until_the_message_comes_again(
    shop: Shop, mail_server_down: Callable[[], None]
) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    assert shop.complete(session).status_code == 200
    assert shop.order(session).payment_status == "completed"
    assert shop.subjects(student) == []

    mail_server_down()
    shop.complete(session)
    shop.complete(session)

    assert shop.subjects(student) == [RECEIPT]


def test_the_command_sends_what_is_left(shop: Shop, mail_server_down: Callable[[], None]) -> None:
    student = shop.student()
    shop.complete(shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher())))
    mail_server_down()
    call_command("send_pending_mail", verbosity=0)
    assert shop.subjects(student) == [RECEIPT]


def test_a_mail_of_a_transaction_that_fails_is_never_sent(shop: Shop) -> None:
    student = shop.student()
    with transaction.atomic():
        post(student.email)
        transaction.set_rollback(True)
    assert shop.subjects(student) == []


def test_one_occasion_makes_one_mail(shop: Shop) -> None:
    student = shop.student()
    for _ in range(2):
        with transaction.atomic():
            post(student.email, key=f"occasion:{student.pk}")
    assert len(shop.subjects(student)) == 1


def test_what_another_thread_is_sending_is_left_alone(shop: Shop) -> None:
    student = shop.student()
    with transaction.atomic():
        post(student.email)
        OutgoingMail.objects.update(leased_by="another")
    assert shop.subjects(student) == []
    OutgoingMail.objects.filter(recipient=student.email).update(leased_until=None)
    assert outbox.send_pending() == 1


def test_many_senders_at_once_send_a_mail_once(shop: Shop, mail_server_down: Callable[[], None]) -> None:
    student = shop.student()
    with transaction.atomic():
        post(student.email)
    mail_server_down()
    at_once = threading.Barrier(4)

    def sender() -> None:
        at_once.wait()
        outbox.send_pending()
        connection.close()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([message for message in mail.outbox if message.to == [student.email]]) == 1


def post(to: str, **options: Any) -> None:
    outbox.post(to=to, subject="Test", template="payments/mail/refund_refused.txt", context={}, **options)

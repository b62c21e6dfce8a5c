"""Messages and clicks that arrive at the same moment, on threads of their own as in the real server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core import mail
from django.db import connection

from .shop import Shop


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run all actions from one starting signal; their results in order."""
    signal = threading.Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        signal.wait()
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_six_copies_of_one_message_deliver_once(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    session = shop.open_lesson_checkout(student, shop.lesson(student, teacher))
    body = shop.event("checkout.session.completed", shop.paid_session(session))

    responses = at_once(*[lambda: shop.deliver(body)] * 6)

    assert [response.status_code for response in responses] == [200] * 6
    assert len(shop.payments(session)) == 1
    assert len(mail.outbox) == 2


def test_the_last_place_goes_to_one_of_two_buyers_who_pay_together(shop: Shop) -> None:
    session = shop.session(shop.teacher(), max_participants=1)
    checkouts = [shop.open_workshop_checkout(shop.student(name), session) for name in ("Ann", "Ben")]

    at_once(*[lambda paid=paid: shop.complete(paid) for paid in checkouts])

    assert session.registrations.filter(status="registered").count() == 1
    assert [refund["amount"] for refund in shop.stripe.refunds] == [2500]


def test_session_and_refund_reported_together_end_refunded(shop: Shop) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))

    at_once(lambda: shop.complete(session), lambda: shop.refunded(session, 4000))

    assert shop.payment(session).status == "refunded"
    assert shop.order(session).payment_status == "refunded"


def test_a_double_click_on_cancel_refunds_once(shop: Shop) -> None:
    student, session = shop.student(), shop.session(shop.teacher())
    shop.complete(shop.open_workshop_checkout(student, session))
    url = f"/workshops/registration/{session.registrations.get().pk}/cancel/"
    browsers = [shop.browser(student) for _ in range(3)]

    at_once(*[lambda browser=browser: browser.post(url) for browser in browsers])

    assert len(shop.stripe.refunds) == 1
    assert len([subject for subject in shop.subjects(student) if "Refund" in subject]) == 1


def test_a_double_click_on_approve_refunds_once(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    shop.complete(shop.open_lesson_checkout(student, lesson))
    shop.browser(student).post(f"/private-teaching/lesson/{lesson.pk}/cancel/", {"request_type": "cancel_refund"})
    url = f"/private-teaching/teacher/cancellation-requests/{lesson.cancellation_requests.get().pk}/respond/"
    browsers = [shop.browser(teacher) for _ in range(3)]

    at_once(*[lambda browser=browser: browser.post(url, {"action": "approve"}) for browser in browsers])

    assert len(shop.stripe.refunds) == 1
    assert len(shop.mails(student, "Cancellation Request Approved - Recorder-ed")) == 1

"""The webhook's answers and effects, request by request."""

from __future__ import annotations

import json
import time
import uuid
from decimal import Decimal
from typing import Any

import pytest
import stripe
from django.core import mail
from django.db import OperationalError

from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import StripePayment

from .shop import Shop


@pytest.fixture
def session(shop: Shop) -> dict[str, Any]:
    student = shop.student()
    return shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))


def assert_nothing_happened(shop: Shop, session: dict[str, Any]) -> None:
    order = shop.order(session)
    assert order.payment_status == "pending"
    assert [item.lesson.payment_status for item in order.items.all()] == ["Not Paid"]
    assert shop.payments(session) == []
    assert shop.subjects(order.student) == []


def test_only_post_is_answered(shop: Shop) -> None:
    assert shop.browser().get("/payments/webhook/").status_code == 405


@pytest.mark.parametrize("signature", ["", "garbage", "t=1,v1=00", "t=,v1=", "v1=abc"])
def test_a_wrong_signature_is_refused(shop: Shop, session: dict[str, Any], signature: str) -> None:
    body = shop.event("checkout.session.completed", shop.paid_session(session))
    assert shop.deliver(body, signature or " ").status_code == 400
    assert_nothing_happened(shop, session)


def test_a_signature_made_with_another_secret_is_refused(shop: Shop, session: dict[str, Any]) -> None:
    body = shop.event("checkout.session.completed", shop.paid_session(session))
    header = stripe.WebhookSignature.generate_signature_header(body.decode(), "whsec_another")
    assert shop.deliver(body, header).status_code == 400
    assert_nothing_happened(shop, session)


def test_a_signature_older_than_five_minutes_is_refused(shop: Shop, session: dict[str, Any]) -> None:
    body = shop.event("checkout.session.completed", shop.paid_session(session))
    header = stripe.WebhookSignature.generate_signature_header(
        body.decode(), shop.webhook_secret, timestamp=int(time.time()) - 310
    )
    assert shop.deliver(body, header).status_code == 400
    assert_nothing_happened(shop, session)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"a":1}', b"[]", b'"text"', b'{"type": "x", "data": 3}', b'{"type": 1, "data": {"object": {}}}'],
)
def test_a_signed_body_that_is_no_event_is_refused(shop: Shop, body: bytes) -> None:
    assert shop.deliver(body).status_code == 400


def test_an_event_type_nobody_acts_upon_is_fine(shop: Shop) -> None:
    assert shop.send("customer.created", {"id": "cus_1"}).status_code == 200


FOREIGN: list[dict[str, Any]] = [
    {"id": "cs_test_not_ours"},
    {"id": None},
    {"id": ["cs"]},
    {"metadata": {}},
    {"metadata": None},
    {"payment_intent": None},
    {"payment_intent": {"id": "pi_1"}},
]


@pytest.mark.parametrize("changes", FOREIGN)
def test_a_session_that_is_not_ours_is_ignored(shop: Shop, session: dict[str, Any], changes: dict[str, Any]) -> None:
    assert shop.complete(session, **changes).status_code == 200
    assert_nothing_happened(shop, session)


MALFORMED = [
    {"domain": "tickets"},
    {"student_id": "999999999"},
    {"student_id": "x"},
    {"order_id": "none"},
    {"order_id": "999999999"},
    {"lesson_ids": "not-a-uuid"},
    {"total_amount": "sixty"},
]


@pytest.mark.parametrize("changes", MALFORMED)
def test_metadata_that_is_not_what_was_sent_delivers_nothing(
    shop: Shop, session: dict[str, Any], changes: dict[str, str]
) -> None:
    assert shop.complete(session, metadata=session["metadata"] | changes).status_code == 200
    assert_nothing_happened(shop, session)


@pytest.mark.parametrize("changes", [{"amount_total": 3999}, {"amount_total": "x"}, {"currency": "usd"}])
def test_a_wrong_amount_or_currency_delivers_nothing_and_the_staff_is_told_once(
    shop: Shop, session: dict[str, Any], changes: dict[str, Any]
) -> None:
    for _ in range(2):
        assert shop.complete(session, **changes).status_code == 200
    assert_nothing_happened(shop, session)
    assert [message.to for message in mail.outbox] == [["staff@example.com"]]


def test_after_a_wrong_message_the_right_one_still_delivers(shop: Shop, session: dict[str, Any]) -> None:
    shop.complete(session, amount_total=1)
    shop.complete(session)
    assert shop.order(session).payment_status == "completed"


def test_an_empty_teacher_is_normal(shop: Shop, session: dict[str, Any]) -> None:
    shop.complete(session, metadata=session["metadata"] | {"teacher_id": "", "teacher_email": ""})
    assert shop.payment(session).teacher is None
    assert shop.order(session).payment_status == "completed"


def test_a_delayed_method_delivers_when_the_money_has_arrived(shop: Shop, session: dict[str, Any]) -> None:
    shop.complete(session, payment_status="unpaid")
    assert_nothing_happened(shop, session)
    shop.send("checkout.session.async_payment_succeeded", shop.paid_session(session))
    assert shop.order(session).payment_status == "completed"
    assert shop.payment(session).status == "completed"


def test_a_delayed_method_that_fails_tells_the_customer_once(shop: Shop, session: dict[str, Any]) -> None:
    shop.complete(session, payment_status="unpaid")
    for _ in range(2):
        shop.send("checkout.session.async_payment_failed", shop.paid_session(session, payment_status="unpaid"))
    order = shop.order(session)
    assert order.payment_status == "failed"
    assert shop.subjects(order.student) == ["Payment Failed - Recorder-ed"]


def test_an_expired_page_fails_the_order_and_never_a_paid_one(shop: Shop, session: dict[str, Any]) -> None:
    shop.send("checkout.session.expired", shop.paid_session(session, payment_status="unpaid"))
    assert shop.order(session).payment_status == "failed"
    shop.complete(session)
    shop.send("checkout.session.expired", shop.paid_session(session, payment_status="unpaid"))
    assert shop.order(session).payment_status == "completed"


def test_a_declined_attempt_does_not_stand_in_the_way(shop: Shop, session: dict[str, Any]) -> None:
    intent = {"id": shop.paid_session(session)["payment_intent"], "object": "payment_intent"}
    assert shop.send("payment_intent.payment_failed", intent).status_code == 200
    assert shop.payments(session) == []
    shop.send("payment_intent.succeeded", intent)
    shop.complete(session)
    shop.send("payment_intent.payment_failed", intent)
    assert shop.payment(session).status == "completed"


def test_a_payment_recorded_as_open_becomes_final_by_its_intent(shop: Shop) -> None:
    payment = StripePayment.objects.create(
        stripe_payment_intent_id=f"pi_{uuid.uuid4().hex}",
        domain="private_teaching",
        total_amount=Decimal(40),
        platform_commission=Decimal(4),
        teacher_share=Decimal(36),
    )
    shop.send("payment_intent.succeeded", {"id": payment.stripe_payment_intent_id})
    payment.refresh_from_db()
    assert payment.status == "completed"
    assert payment.completed_at is not None


def test_a_repeated_event_changes_nothing_and_sends_nothing(shop: Shop, session: dict[str, Any]) -> None:
    body = shop.event("checkout.session.completed", shop.paid_session(session))
    shop.deliver(body)
    before, sent = shop.payment(session).completed_at, len(mail.outbox)
    assert shop.deliver(body).status_code == 200
    assert shop.complete(session).status_code == 200
    assert shop.payment(session).completed_at == before
    assert len(mail.outbox) == sent == 2


def test_a_failure_inside_is_all_or_nothing_and_asks_for_the_message_again(
    shop: Shop, session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise OperationalError("the database has gone away")

    with monkeypatch.context() as patch:
        patch.setattr(refunds, "reflect", broken)
        assert shop.complete(session).status_code == 503
    assert_nothing_happened(shop, session)
    assert shop.complete(session).status_code == 200
    assert shop.order(session).payment_status == "completed"


def test_the_raw_bytes_are_what_is_signed(shop: Shop, session: dict[str, Any]) -> None:
    pretty = shop.event("checkout.session.completed", shop.paid_session(session))
    compact = json.dumps(json.loads(pretty)).encode()
    header = stripe.WebhookSignature.generate_signature_header(pretty.decode(), shop.webhook_secret)
    assert shop.deliver(compact, header).status_code == 400
    assert shop.deliver(pretty, header).status_code == 200

"""Refunds that were made in the Stripe dashboard, in every order and repetition."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import Refund, StripePayment

from .shop import Shop
from .stripe_stand_in import no_connection

REFUNDED = "Payment Refunded - Recorder-ed"


def test_a_full_refund_withdraws_the_lesson_and_tells_the_student_once(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)
    shop.complete(session)

    for _ in range(2):
        shop.refunded(session, 4000)

    lesson.refresh_from_db()
    payment = shop.payment(session)
    assert (lesson.is_deleted, lesson.payment_status) == (True, "Not Paid")
    assert shop.order(session).payment_status == "refunded"
    assert (payment.status, payment.refund_amount) == ("refunded", Decimal("40.00"))
    assert payment.refunded_at is not None
    assert len(shop.mails(student, REFUNDED)) == 1
    assert "Refund Amount: £40.00" in shop.mails(student, REFUNDED)[0].body


def test_a_partial_refund_leaves_the_goods_and_counts_cumulatively(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)
    shop.complete(session)

    shop.refunded(session, 1000)
    shop.refunded(session, 2500)
    shop.refunded(session, 1000)

    lesson.refresh_from_db()
    payment = shop.payment(session)
    assert lesson.payment_status == "Paid"
    assert (payment.status, payment.refund_amount) == ("completed", Decimal("25.00"))
    assert len(shop.mails(student, REFUNDED)) == 2


def test_a_refund_reported_before_the_session_ends_the_same(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)

    assert shop.refunded(session, 4000).status_code == 200
    assert shop.payments(session) == []
    shop.complete(session)

    lesson.refresh_from_db()
    assert lesson.is_deleted
    assert shop.payment(session).status == "refunded"
    assert shop.order(session).payment_status == "refunded"


def test_a_late_session_message_does_not_revive_what_was_refunded(shop: Shop) -> None:
    student = shop.student()
    lesson = shop.lesson(student, shop.teacher())
    session = shop.open_lesson_checkout(student, lesson)
    shop.complete(session)
    shop.refunded(session, 4000)

    shop.complete(session)
    shop.send("payment_intent.succeeded", {"id": shop.payment(session).stripe_payment_intent_id})

    lesson.refresh_from_db()
    assert lesson.is_deleted
    assert shop.payment(session).status == "refunded"


def test_a_refund_of_nothing_and_a_refund_of_a_foreign_charge_change_nothing(shop: Shop) -> None:
    student = shop.student()
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    shop.complete(session)

    assert shop.refunded(session, 0).status_code == 200
    assert shop.send("charge.refunded", {"payment_intent": None, "amount_refunded": 5}).status_code == 200
    assert shop.send("charge.refunded", {"payment_intent": "pi_foreign", "amount_refunded": 5}).status_code == 200

    assert shop.payment(session).refund_amount is None


def test_a_full_refund_withdraws_a_course_and_it_can_be_bought_again(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    course = shop.course(teacher)
    session = shop.open_course_checkout(student, course)
    shop.complete(session)

    shop.refunded(session, 4999)

    enrollment = shop.enrollment(student, course)
    assert (enrollment.is_active, enrollment.payment_status) == (False, "refunded")
    again = shop.open_course_checkout(student, course)
    shop.complete(again)
    assert shop.enrollment(student, course).is_confirmed


def test_a_full_refund_frees_every_place_of_a_workshop_payment(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    sessions = [shop.session(teacher), shop.session(teacher)]
    paid = shop.open_workshop_checkout(student, *sessions)
    shop.complete(paid)

    shop.refunded(paid, 5000)

    for session in sessions:
        session.refresh_from_db()
        assert session.current_registrations == 0
        assert [one.status for one in session.registrations.all()] == ["cancelled"]


def test_a_refund_whose_answer_was_lost_is_booked_when_stripe_reports_it(shop: Shop) -> None:
    student = shop.student()
    session, payment = a_payment_with_a_lost_refund(shop, student)

    for _ in range(2):
        shop.refunded(session, 4000)

    payment.refresh_from_db()
    assert (payment.status, payment.refund_amount) == ("refunded", Decimal("40.00"))
    assert len(shop.mails(student, REFUNDED)) == 1


def test_asking_again_for_a_refund_that_was_booked_by_stripe_s_report_counts_it_once(shop: Shop) -> None:
    session, payment = a_payment_with_a_lost_refund(shop, shop.student())
    shop.refunded(session, 4000)

    shop.stripe.refusal = None
    refunds.carry_out(payment.refunds.get(), then=lambda refund: None)

    payment.refresh_from_db()
    assert (payment.status, payment.refund_amount) == ("refunded", Decimal("40.00"))
    assert [refund.state for refund in payment.refunds.all()] == ["succeeded"]


def a_payment_with_a_lost_refund(shop: Shop, student: User) -> tuple[Any, StripePayment]:
    session = shop.open_lesson_checkout(student, shop.lesson(student, shop.teacher()))
    shop.complete(session)
    payment = shop.payment(session)
    refund = refunds.promise(payment, "lesson:lost", payment.total_amount, Refund.Source.CANCELLATION)
    shop.stripe.refusal = no_connection()
    with pytest.raises(refunds.RefundUnclear):
        refunds.carry_out(refund, then=lambda refund: None)
    return session, payment

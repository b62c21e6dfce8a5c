from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from pennydrop.demo.lessons.models import Lesson
from pennydrop.demo.private_teaching.models import LessonCancellationRequest

from .shop import Shop
from .stripe_stand_in import refusal


def bought(shop: Shop, hours: float = 240, price: str = "40.00") -> tuple[Lesson, dict[str, Any]]:
    start = datetime.now(UTC) + timedelta(hours=hours)
    student = shop.student()
    lesson = shop.lesson(
        student, shop.teacher(), price, lesson_date=start.date(), lesson_time=start.time().replace(microsecond=0)
    )
    session = shop.open_lesson_checkout(student, lesson)
    shop.complete(session)
    return lesson, session


def ask(shop: Shop, lesson: Lesson, **fields: str) -> LessonCancellationRequest:
    form = {"request_type": "cancel_refund"} | fields
    shop.browser(lesson.student).post(f"/private-teaching/lesson/{lesson.pk}/cancel/", form)
    return LessonCancellationRequest.objects.get(lesson=lesson)


def respond(shop: Shop, request: LessonCancellationRequest, action: str = "approve") -> str:
    url = f"/private-teaching/teacher/cancellation-requests/{request.pk}/respond/"
    return shop.browser(request.teacher).post(url, {"action": action}, follow=True).content.decode()


def test_an_approved_cancellation_refunds_ninety_percent(shop: Shop) -> None:
    lesson, session = bought(shop)
    page = shop.browser(lesson.student).get(f"/private-teaching/lesson/{lesson.pk}/cancel/").content.decode()
    assert "Eligible for refund: £36.00 (lesson fee minus £4.00 non-refundable platform fee)" in page
    request = ask(shop, lesson)
    assert shop.subjects(lesson.teacher)[-1] == "Lesson Cancellation Request - Recorder-ed"

    text = respond(shop, request)
    shop.refunded(session, 3600)

    lesson.refresh_from_db()
    request.refresh_from_db()
    payment = shop.payment(session)
    assert "Cancellation approved and refund of £36.00 processed successfully." in text
    assert (request.status, request.refund_amount) == ("completed", Decimal("36.00"))
    assert request.platform_fee_retained == Decimal("4.00")
    assert (lesson.is_deleted, lesson.payment_status) == (True, "Not Paid")
    assert shop.order(session).payment_status == "refunded"
    assert (payment.status, payment.refund_amount) == ("completed", Decimal("36.00"))
    assert shop.stripe.refunds[0]["metadata"]["refund_type"] == "cancellation"
    mails = shop.mails(lesson.student, "Cancellation Request Approved - Recorder-ed")
    assert len(mails) == 1
    assert "Refund Amount: £36.00" in mails[0].body
    assert "Platform Fee (Non-refundable): £4.00" in mails[0].body
    assert len(shop.subjects(lesson.student)) == 2


def test_approving_twice_refunds_once(shop: Shop) -> None:
    lesson, _ = bought(shop)
    request = ask(shop, lesson)
    respond(shop, request)
    respond(shop, request)
    assert len(shop.stripe.refunds) == 1


def test_too_late_the_lesson_is_cancelled_and_the_money_stays(shop: Shop) -> None:
    lesson, session = bought(shop, hours=47)
    request = ask(shop, lesson)
    assert not request.is_eligible_for_refund

    assert "Cancellation/reschedule request approved." in respond(shop, request)

    lesson.refresh_from_db()
    request.refresh_from_db()
    assert (lesson.is_deleted, lesson.payment_status, request.status) == (True, "Paid", "approved")
    assert shop.stripe.refunds == []
    assert shop.order(session).payment_status == "completed"
    assert "Refund Amount" not in shop.mails(lesson.student, "Cancellation Request Approved - Recorder-ed")[0].body


def test_a_rejected_request_changes_nothing_and_another_may_follow(shop: Shop) -> None:
    lesson, _ = bought(shop)
    request = ask(shop, lesson)
    assert "Cancellation request rejected." in respond(shop, request, "reject")
    lesson.refresh_from_db()
    assert not lesson.is_deleted
    assert shop.subjects(lesson.student)[-1] == "Cancellation Request Update - Recorder-ed"
    browser = shop.browser(lesson.student)
    browser.post(f"/private-teaching/lesson/{lesson.pk}/cancel/", {"request_type": "cancel_refund"})
    assert LessonCancellationRequest.objects.filter(lesson=lesson).count() == 2


def test_a_pending_request_blocks_a_second_one(shop: Shop) -> None:
    lesson, _ = bought(shop)
    ask(shop, lesson)
    browser, url = shop.browser(lesson.student), f"/private-teaching/lesson/{lesson.pk}/cancel/"
    assert "Pending Request Exists" in browser.get(url).content.decode()
    page = browser.post(url, {"request_type": "cancel_refund"}, follow=True).content.decode()
    assert "A cancellation request for this lesson is already pending." in page
    assert LessonCancellationRequest.objects.filter(lesson=lesson).count() == 1


def test_when_stripe_refuses_no_success_is_claimed_and_it_can_be_tried_again(shop: Shop) -> None:
    lesson, _ = bought(shop)
    request = ask(shop, lesson)
    shop.stripe.refusal = refusal("Insufficient funds")
    assert "Cancellation approved but refund failed: Insufficient funds" in respond(shop, request)
    lesson.refresh_from_db()
    assert lesson.payment_status == "Paid"
    assert len(shop.subjects(lesson.student)) == 1
    shop.stripe.refusal = None
    assert "refund of £36.00 processed" in respond(shop, request)


def test_only_the_teacher_of_the_lesson_decides(shop: Shop) -> None:
    lesson, _ = bought(shop)
    request = ask(shop, lesson)
    url = f"/private-teaching/teacher/cancellation-requests/{request.pk}/respond/"
    assert shop.browser(shop.teacher("Other")).post(url, {"action": "approve"}).status_code == 404
    shop.browser(lesson.student).post(url, {"action": "approve"})
    request.refresh_from_db()
    assert request.status == "pending"
    assert shop.browser(shop.student("Eve")).get(f"/private-teaching/lesson/{lesson.pk}/cancel/").status_code == 404


def test_a_lesson_moves_to_the_proposed_date(shop: Shop) -> None:
    lesson, _ = bought(shop)
    request = ask(shop, lesson, request_type="reschedule", proposed_new_date="2027-01-12", proposed_new_time="12:00")
    text = respond(shop, request)
    lesson.refresh_from_db()
    assert "Reschedule approved! Lesson has been rescheduled to January 12, 2027 at 12:00 PM." in text
    assert str(lesson.lesson_date) == "2027-01-12"
    assert shop.subjects(lesson.student)[-1] == "Reschedule Request Approved - Recorder-ed"


def test_a_lesson_is_moved_to_a_date_that_lies_ahead_or_not_at_all(shop: Shop) -> None:
    lesson, _ = bought(shop)
    browser, url = shop.browser(lesson.student), f"/private-teaching/lesson/{lesson.pk}/cancel/"
    page = browser.post(url, {"request_type": "reschedule"}).content.decode()
    assert "Please propose a new date and time." in page
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    past = {"request_type": "reschedule", "proposed_new_date": yesterday, "proposed_new_time": "12:00"}
    assert "Please propose a date and time in the future." in browser.post(url, past).content.decode()
    assert not LessonCancellationRequest.objects.filter(lesson=lesson).exists()


def test_two_lessons_of_one_order_are_refunded_one_by_one(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lessons = [shop.lesson(student, teacher), shop.lesson(student, teacher, "20.00")]
    session = shop.open_lesson_checkout(student, *lessons)
    shop.complete(session)
    respond(shop, ask(shop, lessons[0]))
    assert shop.order(session).payment_status == "completed"
    respond(shop, ask(shop, lessons[1]))
    assert shop.order(session).payment_status == "refunded"
    assert shop.payment(session).refund_amount == Decimal("54.00")

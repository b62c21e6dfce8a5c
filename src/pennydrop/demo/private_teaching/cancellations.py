"""A student wants to cancel or move a paid lesson; the teacher decides; the money follows the policy."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pennydrop.demo.core.money import commission, share
from pennydrop.demo.lessons.models import Lesson
from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import Refund, StripePayment

from . import notices
from .models import LessonCancellationRequest, Order, OrderItem

Status = LessonCancellationRequest.Status
DONE = "Cancellation/reschedule request approved."


class NotAllowed(Exception):
    """The request cannot be made or answered; the text says why."""


class RefundFailed(Exception):
    """The refund that is due was not made; the request stays open. The text is Stripe's message."""


def within_policy(lesson: Lesson) -> bool:
    return lesson.starts_at - timezone.now() >= timedelta(hours=settings.PRIVATE_LESSON_CANCELLATION_HOURS)


def refund_due(lesson: Lesson) -> bool:
    """The one rule for the policy text shown before asking and for the request itself."""
    return lesson.is_paid and price_paid(lesson) > 0 and within_policy(lesson)


def paid_item(lesson: Lesson) -> OrderItem | None:
    """The item of the completed order that paid this lesson."""
    return (
        lesson.order_items.filter(order__payment_status=Order.PaymentStatus.COMPLETED).select_related("order").first()
    )


def price_paid(lesson: Lesson) -> Decimal:
    item = paid_item(lesson)
    return item.price_paid if item else lesson.price


def pending_request(lesson: Lesson) -> LessonCancellationRequest | None:
    return lesson.cancellation_requests.filter(status=Status.PENDING).first()


@transaction.atomic
def submit(lesson: Lesson, request: LessonCancellationRequest) -> None:
    """Store what the student filled in; the answer to "is a refund due" is fixed at this moment."""
    Lesson.objects.select_for_update().get(pk=lesson.pk)
    if pending_request(lesson):
        raise NotAllowed("A cancellation request for this lesson is already pending.")
    request.lesson, request.student, request.teacher = lesson, lesson.student, lesson.teacher
    request.hours_before_lesson = (lesson.starts_at - timezone.now()).total_seconds() / 3600
    request.is_within_policy = within_policy(lesson)
    request.is_eligible_for_refund = not request.is_reschedule and refund_due(lesson)
    if request.is_eligible_for_refund:
        price = price_paid(lesson)
        request.refund_amount, request.platform_fee_retained = share(price), commission(price)
    request.save()
    notices.cancellation_asked(request)


def lock(request: LessonCancellationRequest, response: str) -> LessonCancellationRequest:
    locked = LessonCancellationRequest.objects.select_for_update().get(pk=request.pk)
    if locked.status != Status.PENDING:
        raise NotAllowed("This request has already been answered.")
    locked.teacher_response, locked.responded_at = response, timezone.now()
    return locked


@transaction.atomic
def reject(request: LessonCancellationRequest, response: str) -> None:
    request = lock(request, response)
    request.status = Status.REJECTED
    request.save()
    notices.cancellation_answered(request, approved=False)


def approve(request: LessonCancellationRequest, response: str) -> list[str]:
    """Carry the request out; what to tell the teacher."""
    if request.is_reschedule:
        return reschedule(request, response)
    if request.is_eligible_for_refund:
        return approve_with_refund(request, response)
    return approve_without_refund(request, response)


@transaction.atomic
def approve_without_refund(request: LessonCancellationRequest, response: str) -> list[str]:
    request = lock(request, response)
    request.status = Status.APPROVED
    request.save()
    request.lesson.cancel()
    notices.cancellation_answered(request, approved=True)
    return [DONE]


@transaction.atomic
def reschedule(request: LessonCancellationRequest, response: str) -> list[str]:
    request = lock(request, response)
    lesson = request.lesson
    lesson.lesson_date = request.proposed_new_date or lesson.lesson_date
    lesson.lesson_time = request.proposed_new_time or lesson.lesson_time
    lesson.save(update_fields=["lesson_date", "lesson_time"])
    request.status = Status.APPROVED
    request.save()
    notices.cancellation_answered(request, approved=True)
    moved_to = f"{lesson.starts_at:%B} {lesson.starts_at.day}, {lesson.starts_at:%Y at %I:%M %p}"
    return [f"Reschedule approved! Lesson has been rescheduled to {moved_to}.", DONE]


def approve_with_refund(request: LessonCancellationRequest, response: str) -> list[str]:
    try:
        with transaction.atomic():
            item = paid_item(request.lesson)
            payment = refunds.lock_payment(item.order.stripe_payment_intent_id if item else None)
            refund = promise_refund(lock(request, response), payment)
        refunds.carry_out(refund, then=partial(refunded, request, response))
    except refunds.RefundRefused as error:
        raise RefundFailed(str(error)) from error
    return [f"Cancellation approved and refund of £{refund.amount} processed successfully."]


def promise_refund(request: LessonCancellationRequest, payment: StripePayment | None) -> Refund:
    return refunds.promise(
        payment,
        f"lesson:{request.lesson_id}",
        request.refund_amount,
        Refund.Source.CANCELLATION,
        description=f"{request.lesson.subject.subject} lesson",
        metadata={
            "cancellation_request_id": str(request.pk),
            "lesson_id": str(request.lesson_id),
            "student_id": str(request.student_id),
            "teacher_id": str(request.teacher_id),
            "refund_type": "cancellation",
        },
    )


def refunded(request: LessonCancellationRequest, response: str, refund: Refund) -> None:
    # Whatever the request has become meanwhile, the money has gone back.
    request = LessonCancellationRequest.objects.select_for_update().get(pk=request.pk)
    request.teacher_response, request.responded_at = response, timezone.now()
    item = paid_item(request.lesson)
    request.status = Status.COMPLETED
    request.refund_amount = refund.amount
    request.refund_processed_at = timezone.now()
    request.save()
    request.lesson.refund()
    if item is not None:
        close_refunded_order(item.order)
    notices.cancellation_answered(request, approved=True)


def close_refunded_order(order: Order) -> None:
    """An order whose last paid lesson was refunded is refunded itself."""
    if not order.items.filter(lesson__payment_status=Lesson.Payment.PAID).exists():
        order.payment_status = Order.PaymentStatus.REFUNDED
        order.save(update_fields=["payment_status"])

"""Leaving a course: within the trial period the money goes back at once, later it stays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from pennydrop.demo.core import money
from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import Refund

from . import notices
from .enrollments import recount
from .models import CourseCancellationRequest, CourseEnrollment

Status = CourseCancellationRequest.Status
REFUNDED = (
    "Your course has been cancelled and a full refund of {amount} has been processed. "
    "The refund will appear in your payment method within 5-10 business days."
)
TOO_LATE = (
    "Your course enrollment has been cancelled. "
    "This cancellation is outside the 7-day trial period, so no refund is applicable."
)
FREE = "Your course enrollment has been cancelled."
STRIPE_REFUSED = "Your cancellation request has been submitted. Your refund will be processed shortly."
RECORD_MISSING = (
    "Your cancellation request has been submitted. Due to a payment record issue, "
    "your refund will be processed manually within 24 hours."
)


class RefundPending(Exception):
    """The refund that is due could not be made; the request stays open for the staff. The text is for the customer."""


class AlreadyAsked(Exception):
    """A request for this enrolment is open, or there is nothing left to cancel."""


@dataclass
class Result:
    request: CourseCancellationRequest
    message: str


def ask(enrollment: CourseEnrollment, reason: str) -> Result:
    """Cancel an enrolment on the customer's request."""
    with transaction.atomic():
        request = submit(enrollment, reason)
        if not request.is_eligible_for_refund:
            return Result(request, close_without_refund(request))
    try:
        pay_back(request)
    except RefundPending as pending:
        return Result(request, str(pending))
    return Result(request, REFUNDED.format(amount=money.display(request.refund_amount)))


def submit(enrollment: CourseEnrollment, reason: str) -> CourseCancellationRequest:
    enrollment = CourseEnrollment.objects.select_for_update().get(pk=enrollment.pk)
    is_open = enrollment.cancellation_requests.filter(status=Status.PENDING).exists()
    if is_open or not enrollment.is_confirmed:
        raise AlreadyAsked
    return CourseCancellationRequest.objects.create(
        enrollment=enrollment,
        student=enrollment.student,
        reason=reason,
        is_eligible_for_refund=enrollment.is_refundable,
    )


def close_without_refund(request: CourseCancellationRequest) -> str:
    enrollment = request.enrollment
    end_access(enrollment)
    request.status = Status.COMPLETED
    request.save(update_fields=["status"])
    message = TOO_LATE if enrollment.payment_status == CourseEnrollment.PaymentStatus.COMPLETED else FREE
    notices.cancelled(request, refund=None, note="" if message == FREE else "No refund is due for this course.")
    return message


def pay_back(request: CourseCancellationRequest, reviewer: User | None = None) -> None:
    """Refund an eligible request in full; the enrolment ends with the refund, not before it."""
    enrollment = request.enrollment
    try:
        with transaction.atomic():
            payment = refunds.lock_payment(enrollment.stripe_payment_intent_id)
            refund = refunds.promise(
                payment,
                f"enrollment:{enrollment.pk}",
                enrollment.payment_amount,
                Refund.Source.CANCELLATION,
                description=enrollment.course.title,
                metadata=refund_metadata(request),
            )
    except refunds.RefundRefused as error:
        raise RefundPending(RECORD_MISSING) from error
    try:
        refunds.carry_out(refund, then=partial(refunded, request, reviewer))
    except refunds.RefundRefused as error:
        raise RefundPending(STRIPE_REFUSED) from error


def refund_metadata(request: CourseCancellationRequest) -> dict[str, str]:
    return {
        "cancellation_request_id": str(request.pk),
        "enrollment_id": str(request.enrollment_id),
        "course_id": str(request.enrollment.course_id),
        "student_id": str(request.student_id),
        "refund_type": "course_cancellation_automatic",
    }


def refunded(request: CourseCancellationRequest, reviewer: User | None, refund: Refund) -> None:
    enrollment = request.enrollment
    enrollment.payment_status = CourseEnrollment.PaymentStatus.REFUNDED
    end_access(enrollment)
    request.status = Status.COMPLETED
    request.refund_amount = refund.amount
    request.refund_processed_at = timezone.now()
    request.reviewed_by = reviewer
    request.save()
    notices.cancelled(request, refund=refund.amount)


@transaction.atomic
def reject(request: CourseCancellationRequest, reviewer: User, notes: str) -> None:
    CourseCancellationRequest.objects.filter(pk=request.pk, status=Status.PENDING).update(
        status=Status.REJECTED, reviewed_by=reviewer, admin_notes=notes
    )


def end_access(enrollment: CourseEnrollment) -> None:
    enrollment.is_active = False
    enrollment.save(update_fields=["is_active", "payment_status"])
    recount(enrollment.course)

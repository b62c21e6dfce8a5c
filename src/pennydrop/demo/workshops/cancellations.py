"""Giving a booking back, and the money with it when the notice is long enough."""

from __future__ import annotations

import uuid
from functools import partial

from django.db import transaction
from django.utils import timezone

from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import Refund, StripePayment

from . import bookings, notices, policy
from .bookings import Booking
from .models import WorkshopRegistration
from .policy import Outcome
from .promotions import offer_free_places

Status = WorkshopRegistration.Status
Payment = WorkshopRegistration.PaymentStatus


def cancel(registration_id: uuid.UUID, by_instructor: bool = False) -> Outcome:
    """Cancel a registration, with the rest of its series, and send its price back if that is due."""
    with transaction.atomic():
        payment = refunds.lock_payment(intent_of(registration_id))
        booking = bookings.lock(registration_id)
        outcome = Outcome(booking, was_paid=booking.is_paid)
        refund = promise_refund(booking, payment, by_instructor, outcome)
        give_places_back(booking)
        if not by_instructor:
            notices.cancelled_by_student(booking)
        if refund is None:
            notices.cancelled(booking, refund=None, note=policy.no_refund_note(outcome))
    if refund is not None:
        carry_out(refund, outcome)
    return outcome


def intent_of(registration_id: uuid.UUID) -> str | None:
    return WorkshopRegistration.objects.values_list("stripe_payment_intent_id", flat=True).get(pk=registration_id)


def give_places_back(booking: Booking) -> None:
    for registration in booking.registrations:
        registration.status = Status.CANCELLED
        registration.cancelled_at = timezone.now()
        registration.save(update_fields=["status", "cancelled_at"])
        offer_free_places(registration.session)
        registration.session.refresh_from_db(fields=["current_registrations"])
        registration.session.refresh_from_db(fields=["current_registrations"])


def promise_refund(
    booking: Booking, payment: StripePayment | None, by_instructor: bool, outcome: Outcome
) -> Refund | None:
    if not booking.is_refund_due:
        return None
    try:
        return refunds.promise(
            payment,
            booking.subject,
            booking.amount,
            Refund.Source.CANCELLATION,
            description=booking.first.session.workshop.title,
            metadata=instructor_metadata(booking.first) if by_instructor else {},
        )
    except refunds.RefundRefused:
        outcome.failed = True
        return None


def instructor_metadata(registration: WorkshopRegistration) -> dict[str, str]:
    return {
        "registration_id": str(registration.pk),
        "session_id": str(registration.session_id),
        "workshop_id": str(registration.session.workshop_id),
        "student_id": str(registration.student_id),
        "refund_type": "instructor_cancellation",
    }


def carry_out(refund: Refund, outcome: Outcome) -> None:
    try:
        refunds.carry_out(refund, then=partial(refunded, outcome.booking))
        outcome.refunded = refund.amount
    except refunds.RefundRefused as error:
        outcome.failed = True
        with transaction.atomic():
            refunds.report_to_staff(refund, error)
            notices.cancelled(outcome.booking, refund=None, note=policy.no_refund_note(outcome))


def refunded(booking: Booking, refund: Refund) -> None:
    paid = [registration.pk for registration in booking.registrations if registration.is_paid]
    WorkshopRegistration.objects.filter(pk__in=paid).update(payment_status=Payment.REFUNDED)
    notices.cancelled(booking, refund=refund.amount)

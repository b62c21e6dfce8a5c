"""Giving a place back, and the money with it when the notice is long enough."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pennydrop.demo.payments import refunds
from pennydrop.demo.payments.models import Refund, StripePayment

from . import notices
from .models import WorkshopRegistration
from .places import recount

CANCELLABLE = (
    WorkshopRegistration.Status.REGISTERED,
    WorkshopRegistration.Status.WAITLISTED,
    WorkshopRegistration.Status.PROMOTED,
)


class NotCancellable(Exception):
    """There is no place to give back any more."""


@dataclass
class Outcome:
    """What became of a cancellation: ``refunded`` is the amount that went back, ``failed`` that it should have."""

    was_paid: bool
    refunded: Decimal | None = None
    failed: bool = False


def in_time(registration: WorkshopRegistration) -> bool:
    return registration.session.whole_days_to_start >= settings.WORKSHOP_REFUND_DAYS


def refund_due(registration: WorkshopRegistration) -> bool:
    """The one rule for the text shown before the click and for the refund after it."""
    return registration.is_paid and in_time(registration)


def cancel(registration_id: uuid.UUID, by_instructor: bool = False) -> Outcome:
    """Cancel a registration and send its price back if that is due."""
    with transaction.atomic():
        payment = refunds.lock_payment(intent_of(registration_id))
        registration = lock(registration_id)
        outcome = Outcome(was_paid=registration.is_paid)
        refund = promise_refund(registration, payment, by_instructor, outcome)
        give_place_back(registration)
        if not by_instructor:
            notices.cancelled_by_student(registration)
        if refund is None:
            notices.cancelled(registration, refund=None, note=no_refund_note(outcome))
    if refund is not None:
        carry_out(refund, registration, outcome)
    return outcome


def intent_of(registration_id: uuid.UUID) -> str | None:
    return WorkshopRegistration.objects.values_list("stripe_payment_intent_id", flat=True).get(pk=registration_id)


def lock(registration_id: uuid.UUID) -> WorkshopRegistration:
    registration = (
        WorkshopRegistration.objects.select_for_update(of=("self",))
        .select_related("session__workshop__instructor", "student")
        .get(pk=registration_id)
    )
    if registration.status not in CANCELLABLE:
        raise NotCancellable
    return registration


def give_place_back(registration: WorkshopRegistration) -> None:
    registration.status = WorkshopRegistration.Status.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.save(update_fields=["status", "cancelled_at"])
    recount(registration.session)


def promise_refund(
    registration: WorkshopRegistration, payment: StripePayment | None, by_instructor: bool, outcome: Outcome
) -> Refund | None:
    if not refund_due(registration):
        return None
    try:
        return refunds.promise(
            payment,
            f"registration:{registration.pk}",
            registration.payment_amount,
            Refund.Source.CANCELLATION,
            description=registration.session.workshop.title,
            metadata=instructor_metadata(registration) if by_instructor else {},
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


def carry_out(refund: Refund, registration: WorkshopRegistration, outcome: Outcome) -> None:
    try:
        refunds.carry_out(refund, then=partial(refunded, registration))
        outcome.refunded = refund.amount
    except refunds.RefundRefused as error:
        outcome.failed = True
        with transaction.atomic():
            refunds.report_to_staff(refund, error)
            notices.cancelled(registration, refund=None, note=no_refund_note(outcome))


def refunded(registration: WorkshopRegistration, refund: Refund) -> None:
    WorkshopRegistration.objects.filter(pk=registration.pk).update(
        payment_status=WorkshopRegistration.PaymentStatus.REFUNDED
    )
    notices.cancelled(registration, refund=refund.amount)


def no_refund_note(outcome: Outcome) -> str:
    if outcome.failed:
        return "Please contact support regarding your refund."
    if outcome.was_paid:
        return f"The notice was shorter than {settings.WORKSHOP_REFUND_DAYS} days, so no refund is possible."
    return ""


def policy_text(registration: WorkshopRegistration) -> str:
    """What the customer reads before confirming; nothing for a free place."""
    days: Any = settings.WORKSHOP_REFUND_DAYS
    if not registration.is_paid:
        return ""
    if in_time(registration):
        return f"Good news! You are cancelling with {days} or more days notice, so you will receive a full refund."
    return f"Please note: You are cancelling with less than {days} days notice. Unfortunately, no refund is possible."

"""How an exam registration comes into being, and when its fee may be paid."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.models import Checkout, CheckoutItem

from . import notices
from .models import ExamRegistration

DOMAIN, KIND = "private_teaching", "exam"
Payment = ExamRegistration.PaymentStatus


@transaction.atomic
def register(registration: ExamRegistration, teacher: User) -> None:
    """Enter a student for an exam and say so; a fee of nothing needs no payment."""
    registration.teacher = teacher
    registration.payment_status = Payment.PENDING if registration.fee_amount > 0 else Payment.NOT_REQUIRED
    registration.save()
    notices.registered(registration)


def why_not_payable(registration: ExamRegistration) -> str:
    """Why this fee cannot be paid now; empty when it can. After a full refund it can be paid once more."""
    if registration.payment_status == Payment.COMPLETED:
        return "This exam has already been paid for."
    if registration.payment_status == Payment.NOT_REQUIRED or registration.fee_amount <= 0:
        return "No payment is required for this exam."
    return ""


@transaction.atomic
def prepare_checkout(registration: ExamRegistration) -> Checkout:
    item = CheckoutItem(
        object_id=registration.pk.hex,
        title=f"Exam Registration: {registration.display_name}",
        description=f"{registration.participant} - {registration.display_name}",
        price=registration.fee_amount,
    )
    return checkouts.prepare(
        DOMAIN,
        registration.pk,
        registration.student,
        [registration.teacher],
        [item],
        {"exam_id": str(registration.pk)},
        kind=KIND,
    )

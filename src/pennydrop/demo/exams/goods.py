"""Exam fees as goods of the payment workflow: one registration a checkout."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import notices
from .models import ExamRegistration
from .registrations import DOMAIN, KIND, why_not_payable

Payment = ExamRegistration.PaymentStatus


class ExamGoods(Goods):
    domain = DOMAIN
    kind = KIND

    def opened(self, checkout: Checkout) -> None:
        self.registration(checkout).update(stripe_checkout_session_id=checkout.session_id)

    def discard(self, checkout: Checkout) -> None:
        """The registration was the teacher's doing; nothing of the attempt is in it."""

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        registration = ExamRegistration.objects.select_for_update(of=("self",)).get(pk=uuid.UUID(item.object_id))
        reason = why_not_payable(registration)
        if reason:
            raise Undeliverable(reason)
        registration.payment_status = Payment.COMPLETED
        registration.payment_amount = item.price
        registration.paid_at = timezone.now()
        if payment:
            registration.stripe_payment_intent_id = payment.stripe_payment_intent_id
            registration.stripe_checkout_session_id = payment.stripe_checkout_session_id
        registration.save()
        return registration.pk.hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        for item in delivered:
            notices.paid(ExamRegistration.objects.with_details().get(pk=item.delivered_as))

    def close_unpaid(self, checkout: Checkout) -> None:
        """The fee stays open, and can be paid on a new payment page at once."""

    def withdraw(self, payment: StripePayment) -> None:
        ExamRegistration.objects.filter(
            stripe_payment_intent_id=payment.stripe_payment_intent_id, payment_status=Payment.COMPLETED
        ).update(payment_status=Payment.REFUNDED)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        registrations = ExamRegistration.objects.with_details().filter(
            payment_status__in=[Payment.COMPLETED, Payment.REFUNDED], payment_amount__gt=0
        )
        if teacher is not None:
            registrations = registrations.filter(teacher=teacher)
        return [sale_of(registration) for registration in registrations]

    def registration(self, checkout: Checkout) -> Any:
        return ExamRegistration.objects.filter(pk=uuid.UUID(checkout.reference))


def sale_of(registration: ExamRegistration) -> Sale:
    refunded = registration.payment_status == Payment.REFUNDED
    return Sale(
        domain=DOMAIN,
        kind=KIND,
        title=f"Exam: {registration.display_name}",
        category=registration.subject.subject,
        student=registration.participant,
        sold_at=registration.paid_at or registration.created_at,
        price=registration.payment_amount,
        payment_intent=registration.stripe_payment_intent_id or "",
        refunded=registration.payment_amount if refunded else Decimal(0),
    )

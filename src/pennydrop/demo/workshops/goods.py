"""Places in workshop sessions as goods of the payment workflow."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import cart, notices, terms
from .models import Contact, WorkshopCartItem, WorkshopRegistration, WorkshopSession
from .places import recount, why_not_deliverable

Payment = WorkshopRegistration.PaymentStatus
Status = WorkshopRegistration.Status


@transaction.atomic
def prepare_checkout(student: User, items: list[WorkshopCartItem], accepted_terms: dict[str, str]) -> Checkout:
    metadata = checkouts.list_metadata("cart_item_ids", [item.pk for item in items])
    return checkouts.prepare(
        WorkshopGoods.domain,
        items[0].cart_id,
        student,
        [item.session.workshop.instructor for item in items],
        [checkout_item(item) for item in items],
        metadata | {"item_count": str(len(items))} | accepted_terms,
    )


def checkout_item(item: WorkshopCartItem) -> CheckoutItem:
    return CheckoutItem(
        object_id=item.session_id.hex,
        title=item.session.workshop.title,
        description=f"{item.session.start_datetime:%b %d, %Y at %I:%M %p}",
        price=item.price,
        details=item.contact() | {"child_profile": str(item.child_profile_id or "")},
    )


class WorkshopGoods(Goods):
    domain = "workshops"

    def opened(self, checkout: Checkout) -> None:
        """Nothing is written before the payment is confirmed."""

    def discard(self, checkout: Checkout) -> None:
        """Nothing was written."""

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        student, child_id = item.checkout.student, item.details["child_profile"] or None
        # The lock makes buyers of the last place wait for each other.
        session = WorkshopSession.objects.select_for_update().get(pk=uuid.UUID(item.object_id))
        reason = why_not_deliverable(session, student, child_id)
        if reason:
            raise Undeliverable(reason)
        registration = WorkshopRegistration.objects.create(
            session=session,
            student=student,
            child_profile_id=child_id,
            payment_amount=item.price,
            **{name: item.details[name] for name in Contact.FIELDS},
            **payment_columns(item, payment),
        )
        terms.record(registration, item.checkout.metadata)
        recount(session)
        cart.remove(student, session.pk)
        return registration.pk.hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        registrations = WorkshopRegistration.objects.filter(
            pk__in=[item.delivered_as for item in delivered]
        ).select_related("session__workshop__instructor", "student", "child_profile")
        if registrations:
            notices.registered(checkout, list(registrations))

    def close_unpaid(self, checkout: Checkout) -> None:
        """The cart was never touched."""

    def withdraw(self, payment: StripePayment) -> None:
        registrations = WorkshopRegistration.objects.filter(
            stripe_payment_intent_id=payment.stripe_payment_intent_id, payment_status=Payment.COMPLETED
        ).select_related("session")
        for registration in registrations.select_for_update(of=("self",)):
            registration.status = Status.CANCELLED
            registration.payment_status = Payment.REFUNDED
            registration.cancelled_at = registration.cancelled_at or timezone.now()
            registration.save(update_fields=["status", "payment_status", "cancelled_at"])
            recount(registration.session)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        registrations = WorkshopRegistration.objects.filter(
            payment_status__in=[Payment.COMPLETED, Payment.REFUNDED], payment_amount__gt=0
        ).select_related("session__workshop__category", "student", "child_profile")
        if teacher is not None:
            registrations = registrations.filter(session__workshop__instructor=teacher)
        return [sale_of(registration) for registration in registrations]


def payment_columns(item: CheckoutItem, payment: StripePayment | None) -> dict[str, Any]:
    if payment is None or not item.price:
        return {"payment_status": Payment.NOT_REQUIRED}
    return {
        "payment_status": Payment.COMPLETED,
        "stripe_payment_intent_id": payment.stripe_payment_intent_id,
        "stripe_checkout_session_id": payment.stripe_checkout_session_id,
        "paid_at": timezone.now(),
    }


def sale_of(registration: WorkshopRegistration) -> Sale:
    refunded = registration.payment_status == Payment.REFUNDED
    workshop = registration.session.workshop
    return Sale(
        domain=WorkshopGoods.domain,
        title=workshop.title,
        category=workshop.category.name if workshop.category else "",
        student=registration.participant,
        sold_at=registration.paid_at or registration.registered_at,
        price=registration.payment_amount,
        payment_intent=registration.stripe_payment_intent_id or "",
        refunded=registration.payment_amount if refunded else Decimal(0),
    )

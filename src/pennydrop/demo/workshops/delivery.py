"""Places that were paid for, or cost nothing, become registrations."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment

from . import cart, terms
from .models import Contact, WorkshopRegistration, WorkshopSession
from .places import lock_all, recount

Payment = WorkshopRegistration.PaymentStatus


def lock_sessions(checkout: Checkout) -> dict[str, WorkshopSession]:
    """Every session of the checkout by its hex key. Buyers of the last place wait for each other here."""
    keys = [uuid.UUID(place["session"]) for item in checkout.items.all() for place in item.details["places"]]
    return {session.pk.hex: session for session in lock_all(keys)}


def register(
    item: CheckoutItem,
    session: WorkshopSession,
    price: Decimal,
    series_id: uuid.UUID | None,
    payment: StripePayment | None,
) -> WorkshopRegistration:
    registration = WorkshopRegistration.objects.create(
        session=session,
        student=item.checkout.student,
        child_profile_id=item.details["child_profile"] or None,
        payment_amount=price,
        series_registration_id=series_id,
        **{name: item.details[name] for name in Contact.FIELDS},
        **payment_columns(item, payment),
    )
    terms.record(registration, item.checkout.metadata)
    recount(session)
    cart.remove(item.checkout.student, session.pk)
    return registration


def payment_columns(item: CheckoutItem, payment: StripePayment | None) -> dict[str, Any]:
    if payment is None or not item.price:
        return {"payment_status": Payment.NOT_REQUIRED}
    return {
        "payment_status": Payment.COMPLETED,
        "stripe_payment_intent_id": payment.stripe_payment_intent_id,
        "stripe_checkout_session_id": payment.stripe_checkout_session_id,
        "paid_at": timezone.now(),
    }

"""What the site does about each type of Stripe event. A handler runs in one transaction and gets ``data.object``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pennydrop.demo.core import outbox

from . import fulfilment, refunds
from .models import PaymentIntent, StripePayment, is_stripe_id

logger = logging.getLogger(__name__)
StripeObject = dict[str, Any]
Handler = Callable[[StripeObject], None]
HANDLERS: dict[str, Handler] = {}


def on(*types: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(types, handler))
        return handler

    return register


def dispatch(event: dict[str, Any]) -> bool:
    """Do what an event of this type asks for; False when it asks for nothing."""
    handler = HANDLERS.get(event["type"])
    if handler is None:
        return False
    with transaction.atomic():
        handler(event["data"]["object"])
    return True


@on("checkout.session.completed", "checkout.session.async_payment_succeeded")
def session_paid(session: StripeObject) -> None:
    fulfilment.settle(session)


@on("checkout.session.expired")
def session_expired(session: StripeObject) -> None:
    fulfilment.close_unpaid(session)


@on("checkout.session.async_payment_failed")
def session_payment_failed(session: StripeObject) -> None:
    checkout = fulfilment.close_unpaid(session)
    if checkout is not None:
        outbox.post(
            key=f"payment-failed:{checkout.pk}",
            to=checkout.student.email,
            subject="Payment Failed - {site}",
            template="payments/mail/payment_failed.txt",
            context={"checkout": checkout, "items": checkout.items.all()},
        )


@on("payment_intent.succeeded")
def intent_succeeded(intent: StripeObject) -> None:
    """A payment recorded as open becomes final. Usually there is no row yet: the session's event brings it."""
    open_states = [StripePayment.Status.PENDING, StripePayment.Status.FAILED]
    StripePayment.objects.filter(stripe_payment_intent_id=str(intent.get("id")), status__in=open_states).update(
        status=StripePayment.Status.COMPLETED, completed_at=timezone.now()
    )


@on("payment_intent.payment_failed")
def intent_failed(intent: StripeObject) -> None:
    """One declined attempt: the payment page stays open for the next, and what is paid stays paid."""
    StripePayment.objects.filter(
        stripe_payment_intent_id=str(intent.get("id")), status=StripePayment.Status.PENDING
    ).update(status=StripePayment.Status.FAILED)


@on("charge.refunded")
def charge_refunded(charge: StripeObject) -> None:
    intent_id, amount = charge.get("payment_intent", ""), charge.get("amount_refunded")
    if not is_stripe_id(intent_id) or not isinstance(amount, int) or amount <= 0:
        return
    intent = PaymentIntent.lock(intent_id)
    intent.amount_refunded = max(intent.amount_refunded, amount)
    intent.save(update_fields=["amount_refunded"])
    payment = StripePayment.objects.select_for_update().filter(stripe_payment_intent_id=intent_id).first()
    if payment is not None:
        refunds.reflect(payment, intent)

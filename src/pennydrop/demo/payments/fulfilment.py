"""From a paid Checkout Session to delivered goods. State decides, so a repeated message finds nothing left to do."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pennydrop.demo.core import outbox
from pennydrop.demo.core.money import to_pence

from . import goods, refunds
from .models import Checkout, CheckoutItem, PaymentIntent, StripePayment, is_stripe_id

logger = logging.getLogger(__name__)
Session = dict[str, Any]


def checkout_of(session: Session) -> Checkout | None:
    """The checkout this session was opened for, locked; ``None`` when another program opened it."""
    session_id = session.get("id")
    if not is_stripe_id(session_id):
        return None
    return (
        Checkout.objects.select_for_update(of=("self",))
        .select_related("student", "teacher")
        .filter(session_id=session_id)
        .first()
    )


def settle(session: Session) -> None:
    """Deliver what a session charged for, once, when it is paid and as it was asked for."""
    checkout = checkout_of(session)
    intent_id = session.get("payment_intent", "")
    if checkout is None or not is_stripe_id(intent_id):
        logger.info("session %s was not opened by this site", session.get("id"))
        return
    if checkout.state == Checkout.State.PAID:
        refunds.resume_returns(checkout)
        return
    if not is_paid(session):
        return
    difference = mismatch(session, checkout)
    if difference:
        report_to_staff(session, checkout, difference)
        return
    intent = PaymentIntent.lock(intent_id)
    payment = record_payment(session, checkout)
    fulfil(checkout, payment)
    refunds.reflect(payment, intent)


def is_paid(session: Session) -> bool:
    return session.get("payment_status") == "paid"


def mismatch(session: Session, checkout: Checkout) -> str:
    """How the message differs from what was asked for; empty when it does not."""
    if session.get("amount_total") != to_pence(checkout.amount):
        return f"amount {session.get('amount_total')} instead of {to_pence(checkout.amount)}"
    if session.get("currency") != checkout.currency:
        return f"currency {session.get('currency')} instead of {checkout.currency}"
    received = session.get("metadata")
    received = received if isinstance(received, dict) else {}
    # Stripe keeps no empty values. Who earns is decided by the items; the teacher in the metadata only informs.
    wrong = [key for key, value in checkout.metadata.items() if received.get(key, "") != value and "teacher" not in key]
    return f"metadata {', '.join(wrong)}" if wrong else ""


def record_payment(session: Session, checkout: Checkout) -> StripePayment:
    payment, _ = StripePayment.objects.update_or_create(
        stripe_payment_intent_id=session["payment_intent"],
        defaults={
            "stripe_checkout_session_id": checkout.session_id,
            "domain": checkout.domain,
            "student": checkout.student,
            "teacher": checkout.teacher if session["metadata"].get("teacher_id") else None,
            "total_amount": checkout.amount,
            "platform_commission": checkout.platform_commission,
            "teacher_share": checkout.teacher_share,
            "currency": checkout.currency,
            "status": StripePayment.Status.COMPLETED,
            "completed_at": timezone.now(),
            "metadata": session["metadata"],
            **goods.of(checkout).payment_links(checkout),
        },
    )
    return payment


def fulfil(checkout: Checkout, payment: StripePayment | None) -> list[CheckoutItem]:
    """Hand over every item that can be, promise the money back for the others; the delivered items."""
    seller = goods.of(checkout)
    delivered = []
    # One order for everybody: two carts with the same two sessions must not lock them crosswise.
    for item in checkout.items.order_by("object_id"):
        try:
            with transaction.atomic():
                item.delivered_as = seller.deliver(item, payment)
        except goods.Undeliverable as reason:
            item.state = CheckoutItem.State.RETURNED
            if payment is not None:
                refunds.return_item(item, payment, str(reason))
        else:
            item.state = CheckoutItem.State.DELIVERED
            delivered.append(item)
        item.save(update_fields=["state", "delivered_as"])
    checkout.state = Checkout.State.PAID
    checkout.save(update_fields=["state"])
    seller.complete(checkout, delivered, payment)
    return delivered


def close_unpaid(session: Session) -> Checkout | None:
    """The session will never be paid; the checkout that was closed by this, if it still was open."""
    checkout = checkout_of(session)
    if checkout is None or checkout.state != Checkout.State.OPEN:
        return None
    checkout.state = Checkout.State.CLOSED
    checkout.save(update_fields=["state"])
    goods.of(checkout).close_unpaid(checkout)
    return checkout


def report_to_staff(session: Session, checkout: Checkout, difference: str) -> None:
    logger.error("session %s does not match its checkout: %s", checkout.session_id, difference)
    outbox.post(
        key=f"mismatch:{checkout.pk}:{difference}"[:255],
        to=settings.STAFF_EMAIL,
        subject="Payment needs attention - {site}",
        template="payments/mail/mismatch.txt",
        context={"checkout": checkout, "intent": session.get("payment_intent"), "difference": difference},
    )

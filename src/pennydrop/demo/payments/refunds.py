"""Money going back: promised in the database, carried out at Stripe, booked on the payment. In this order.

The promise is committed before Stripe is asked, so that ``charge.refunded`` is recognised as our own however early
it arrives, and a repeated attempt uses the same Idempotency-Key.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import stripe
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from pennydrop.demo.core import outbox
from pennydrop.demo.core.money import from_pence, to_pence

from . import goods
from .models import Checkout, CheckoutItem, PaymentIntent, Refund, StripePayment

OPEN = (Refund.State.PROMISED, Refund.State.UNCLEAR)


class RefundRefused(Exception):
    """No money went back; the text says why."""


class RefundUnclear(RefundRefused):
    """Stripe could not be reached or did not answer clearly: asking again may help and cannot refund twice."""


def lock_payment(intent_id: str | None) -> StripePayment | None:
    """The payment of a PaymentIntent, locked. Lock it before the goods it paid: everybody does, so nobody deadlocks."""
    return StripePayment.objects.select_for_update().filter(stripe_payment_intent_id=intent_id or "").first()


def promise(payment: StripePayment | None, subject: str, amount: Decimal, source: Any, **columns: Any) -> Refund:
    """Write down a refund of ``subject``, at most once and never more than is left of the payment."""
    if payment is None:
        raise RefundRefused("payment record not found")
    existing = payment.refunds.filter(subject=subject).exclude(state=Refund.State.FAILED).first()
    if existing is not None:
        return existing
    amount = min(amount, payment.total_amount - payment.refunded_or_promised)
    if amount <= 0:
        raise RefundRefused("nothing is left to refund")
    return Refund.objects.create(payment=payment, subject=subject, amount=amount, source=source, **columns)


def carry_out(refund: Refund, then: Callable[[Refund], None]) -> None:
    """Ask Stripe for a promised refund and book it together with ``then(refund)``; call it outside a transaction."""
    if refund.state == Refund.State.SUCCEEDED:
        return
    try:
        made = stripe.Refund.create(
            payment_intent=refund.payment.stripe_payment_intent_id,
            amount=to_pence(refund.amount),
            reason="requested_by_customer",
            metadata=refund.metadata,
            idempotency_key=str(refund.pk),
        )
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        Refund.objects.filter(pk=refund.pk).update(state=Refund.State.FAILED)
        raise RefundRefused(error.user_message or str(error)) from error
    except stripe.StripeError as error:
        leave_to_stripe(refund)
        raise RefundUnclear(error.user_message or str(error)) from error
    with transaction.atomic():
        if book(refund, made.id):
            then(refund)


@transaction.atomic
def leave_to_stripe(refund: Refund) -> None:
    """Nobody here knows whether the refund was made: what Stripe reports, or has reported already, decides."""
    intent = PaymentIntent.lock(refund.payment.stripe_payment_intent_id)
    payment = StripePayment.objects.select_for_update().get(pk=refund.payment_id)
    Refund.objects.filter(pk=refund.pk, state=Refund.State.PROMISED).update(state=Refund.State.UNCLEAR)
    reflect(payment, intent)


def book(refund: Refund, stripe_refund_id: str) -> bool:
    """Enter a successful refund on its payment; ``False`` when somebody else has done so meanwhile."""
    payment = StripePayment.objects.select_for_update().get(pk=refund.payment_id)
    booked = Refund.objects.filter(pk=refund.pk, state__in=OPEN).update(
        state=Refund.State.SUCCEEDED, stripe_refund_id=stripe_refund_id
    )
    if booked:
        payment.stripe_refund_id = stripe_refund_id
        update_totals(payment)
    return bool(booked)


def update_totals(payment: StripePayment) -> None:
    succeeded = payment.refunds.filter(state=Refund.State.SUCCEEDED).aggregate(sum=Sum("amount"))["sum"] or 0
    payment.refund_amount = max(payment.refund_amount or 0, succeeded)
    payment.refunded_at = timezone.now()
    if payment.refund_amount >= payment.total_amount:
        payment.status = StripePayment.Status.REFUNDED
    payment.save()


def reflect(payment: StripePayment, intent: PaymentIntent) -> None:
    """Take over refunds that only Stripe knows of: book the difference, and after the last penny the goods go back."""
    reported = from_pence(intent.amount_refunded)
    increase = reported - payment.refunded_or_on_its_way
    if increase <= 0:
        return
    unclear = payment.refunds_in("unclear")
    if unclear:  # Stripe's answer was lost, and here it is: what it says counts, whichever refund it was
        payment.refund_amount = reported
    if increase > unclear:
        Refund.objects.create(
            payment=payment,
            subject=f"stripe:{intent.amount_refunded}",
            amount=increase - unclear,
            source=Refund.Source.STRIPE,
            state=Refund.State.SUCCEEDED,
        )
    update_totals(payment)
    if payment.status == StripePayment.Status.REFUNDED:
        for seller in goods.in_domain(payment.domain):
            seller.withdraw(payment)
    returned = payment.refunds.filter(state=Refund.State.UNCLEAR, source=Refund.Source.RETURN, amount=increase).first()
    if returned is not None:  # who asks Stripe again will hear of the same refund, and may say so only once
        tell_about_return(returned)
        return
    tell_customer(payment, increase, key=f"stripe-refund:{payment.pk}:{intent.amount_refunded}")


def return_item(item: CheckoutItem, payment: StripePayment, reason: str) -> None:
    """Promise the money of an item that could not be delivered, if it cost any; it is sent back after the commit."""
    if not item.price:
        return
    refund = promise(
        payment, f"item:{item.pk}", item.price, Refund.Source.RETURN, description=f"{item.title}: {reason}"[:255]
    )
    transaction.on_commit(partial(send_back, refund))


def resume_returns(checkout: Checkout) -> None:
    """Send back what an earlier delivery of the message promised and could not carry out."""
    promised = Refund.objects.select_related("payment").filter(
        payment__stripe_checkout_session_id=checkout.session_id,
        source=Refund.Source.RETURN,
        state__in=OPEN,
    )
    for refund in promised:
        transaction.on_commit(partial(send_back, refund))


def send_back(refund: Refund) -> None:
    try:
        carry_out(refund, then=tell_about_return)
    except RefundUnclear:
        raise
    except RefundRefused as error:
        with transaction.atomic():
            report_to_staff(refund, error)


def report_to_staff(refund: Refund, error: RefundRefused) -> None:
    outbox.post(
        key=f"refund-refused:{refund.pk}",
        to=settings.STAFF_EMAIL,
        subject="Refund needs attention - {site}",
        template="payments/mail/refund_refused.txt",
        context={"refund": refund, "error": error},
    )


def tell_about_return(refund: Refund) -> None:
    tell_customer(refund.payment, refund.amount, key=f"refund:{refund.pk}", reason=refund.description)


def tell_customer(payment: StripePayment, amount: Decimal, key: str, reason: str = "") -> None:
    if payment.student is None:
        return
    outbox.post(
        key=key,
        to=payment.student.email,
        subject="Payment Refunded - {site}",
        template="payments/mail/refunded.txt",
        context={"student": payment.student, "amount": amount, "payment": payment, "reason": reason},
    )

"""A place offered to somebody on the waitlist, as goods of the payment workflow.

Once paid it is a registration like any other: ``WorkshopGoods`` reports its sale and takes it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import promotion_notices, promotions
from .delivery import payment_columns
from .goods import WorkshopGoods
from .models import WorkshopRegistration, WorkshopSession
from .places import lock, why_not_deliverable, why_over

Payment = WorkshopRegistration.PaymentStatus
Status = WorkshopRegistration.Status
UNPAID = (Payment.NOT_REQUIRED, Payment.PENDING, Payment.FAILED)


class NotOnOffer(Exception):
    """There is nothing to pay for; the text says why."""


@transaction.atomic
def prepare_checkout(registration: WorkshopRegistration) -> Checkout:
    """What the promoted student is about to pay."""
    session = lock(registration.session_id)
    registration = session.registrations.select_related("student").get(pk=registration.pk)
    reason = why_over(session)
    if reason or registration.status != Status.PROMOTED:
        raise NotOnOffer(reason or "This place is not waiting for your payment.")
    item = CheckoutItem(
        object_id=registration.pk.hex,
        title=session.workshop.title,
        description=f"Promoted from waitlist - Session on {session.start_datetime:%B %d, %Y at %I:%M %p}",
        price=session.workshop.price,
    )
    return checkouts.prepare(
        PromotionGoods.domain,
        registration.pk,
        registration.student,
        [session.workshop.instructor],
        [item],
        metadata(registration, session),
        kind=PromotionGoods.kind,
    )


def metadata(registration: WorkshopRegistration, session: WorkshopSession) -> dict[str, str]:
    return {
        "type": PromotionGoods.kind,
        "registration_id": str(registration.pk),
        "session_id": str(session.pk),
        "workshop_id": str(session.workshop_id),
        "user_id": str(registration.student_id),
    }


class PromotionGoods(Goods):
    domain = WorkshopGoods.domain
    kind = "workshop_promotion"

    def payment_links(self, checkout: Checkout) -> dict[str, Any]:
        return {"workshop_id": self.registration(checkout).get().session.workshop_id}

    def opened(self, checkout: Checkout) -> None:
        self.registration(checkout).filter(status=Status.PROMOTED, payment_status__in=UNPAID).update(
            payment_status=Payment.PENDING,
            payment_amount=checkout.amount,
            stripe_checkout_session_id=checkout.session_id,
        )

    def discard(self, checkout: Checkout) -> None:
        """Nothing was written."""

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        registration = WorkshopRegistration.objects.get(pk=uuid.UUID(item.object_id))
        session = lock(registration.session_id)
        promotions.pass_on_lapsed(session=session)
        registration.refresh_from_db()
        reason = why_not_given(registration, session)
        if reason:
            raise Undeliverable(reason)
        registration.payment_amount = item.price
        for name, value in payment_columns(item, payment).items():
            setattr(registration, name, value)
        promotions.enter(registration)
        return registration.pk.hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        # Whoever paid too late has just been refused; what was passed on then was undone with the delivery.
        promotions.pass_on_lapsed(pk=uuid.UUID(checkout.reference))
        for item in delivered:
            promotion_notices.paid(WorkshopRegistration.objects.get(pk=item.delivered_as))

    def close_unpaid(self, checkout: Checkout) -> None:
        # A newer payment page of the same place keeps it open.
        unpaid(self.registration(checkout)).filter(stripe_checkout_session_id=checkout.session_id).update(
            payment_status=Payment.FAILED
        )

    def withdraw(self, payment: StripePayment) -> None:
        """Left to ``WorkshopGoods``."""

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        """Left to ``WorkshopGoods``."""
        return []

    def registration(self, checkout: Checkout) -> QuerySet[WorkshopRegistration]:
        return WorkshopRegistration.objects.filter(pk=uuid.UUID(checkout.reference))


def unpaid(registrations: QuerySet[WorkshopRegistration]) -> QuerySet[WorkshopRegistration]:
    """Those whose payment page was left: what has been paid meanwhile is not touched."""
    return registrations.filter(payment_status=Payment.PENDING)


def why_not_given(registration: WorkshopRegistration, session: WorkshopSession) -> str:
    """A promoted student's place is held; anybody else who has paid gets one only if there is one left."""
    if registration.payment_status not in UNPAID:
        return "This place has been paid for already."
    if registration.status == Status.PROMOTED:
        return why_over(session)
    return why_not_deliverable(session, registration.student, registration.child_profile_id)

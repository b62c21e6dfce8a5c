"""Places in workshop sessions as goods of the payment workflow."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import notices
from .cart import Line
from .delivery import lock_sessions, register
from .models import WorkshopCartItem, WorkshopRegistration
from .places import lock_all, why_not_deliverable
from .promotions import offer_free_places
from .sales import sales_of

Payment = WorkshopRegistration.PaymentStatus
Status = WorkshopRegistration.Status


@transaction.atomic
def prepare_checkout(student: User, lines: list[Line], accepted_terms: dict[str, str]) -> Checkout:
    items = [item for line in lines for item in line.items]
    metadata = checkouts.list_metadata("cart_item_ids", [item.pk for item in items])
    return checkouts.prepare(
        WorkshopGoods.domain,
        items[0].cart_id,
        student,
        [line.first.session.workshop.instructor for line in lines],
        [checkout_item(line) for line in lines],
        metadata | {"item_count": str(len(items))} | accepted_terms,
    )


def checkout_item(line: Line) -> CheckoutItem:
    """A session or a whole series: either way an item with the ``places`` that are delivered together."""
    return CheckoutItem(
        object_id=line.first.session_id.hex,
        title=line.first.session.workshop.title,
        description=", ".join(starts(item) for item in line.items)[:255],
        price=line.price,
        details=line.first.contact()
        | {
            "child_profile": str(line.first.child_profile_id or ""),
            "in_series": line.is_series,
            "places": [
                {"session": item.session_id.hex, "starts": starts(item), "price": str(item.price)}
                for item in line.items
            ],
        },
    )


def starts(item: WorkshopCartItem) -> str:
    return f"{item.session.start_datetime:%b %d, %Y at %I:%M %p}"


class WorkshopGoods(Goods):
    domain = "workshops"

    def line_items(self, checkout: Checkout) -> list[tuple[str, str, Any]]:
        """One line per session, those of a series with their share of its price."""
        return [
            (item.title, place["starts"], Decimal(place["price"]))
            for item in checkout.items.order_by("pk")
            for place in item.details["places"]
        ]

    def opened(self, checkout: Checkout) -> None:
        """Nothing is written before the payment is confirmed."""

    def discard(self, checkout: Checkout) -> None:
        """Nothing was written."""

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        child_id = item.details["child_profile"] or None
        sessions = lock_sessions(item.checkout)
        for place in item.details["places"]:
            reason = why_not_deliverable(sessions[place["session"]], item.checkout.student, child_id)
            if reason:
                raise Undeliverable(reason)
        series_id = uuid.uuid4() if item.details["in_series"] else None
        registrations = [
            register(item, sessions[place["session"]], Decimal(place["price"]), series_id, payment)
            for place in item.details["places"]
        ]
        return (series_id or registrations[0].pk).hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        owned = [item.delivered_as for item in delivered]
        registrations = WorkshopRegistration.objects.filter(
            Q(pk__in=owned) | Q(series_registration_id__in=owned)
        ).select_related("session__workshop__instructor", "student", "child_profile")
        if registrations:
            notices.registered(checkout, list(registrations))

    def close_unpaid(self, checkout: Checkout) -> None:
        """The cart was never touched."""

    def withdraw(self, payment: StripePayment) -> None:
        registrations = WorkshopRegistration.objects.filter(
            stripe_payment_intent_id=payment.stripe_payment_intent_id, payment_status=Payment.COMPLETED
        )
        lock_all(registrations.values("session"))
        for registration in registrations.select_related("session").select_for_update(of=("self",)):
            registration.status = Status.CANCELLED
            registration.payment_status = Payment.REFUNDED
            registration.cancelled_at = registration.cancelled_at or timezone.now()
            registration.save(update_fields=["status", "payment_status", "cancelled_at"])
            offer_free_places(registration.session)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        return sales_of(teacher)

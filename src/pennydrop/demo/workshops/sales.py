"""The workshop part of what a teacher has earned."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import User

from pennydrop.demo.payments.sales import Sale

from .bookings import Booking, group
from .models import WorkshopRegistration

Payment = WorkshopRegistration.PaymentStatus


def sales_of(teacher: User | None) -> list[Sale]:
    """The paid places in one teacher's workshops, or in everybody's."""
    registrations = WorkshopRegistration.objects.filter(
        payment_status__in=[Payment.COMPLETED, Payment.REFUNDED], payment_amount__gt=0
    ).select_related("session__workshop__category", "student", "child_profile")
    if teacher is not None:
        registrations = registrations.filter(session__workshop__instructor=teacher)
    return [sale_of(booking) for booking in group(registrations)]


def sale_of(booking: Booking) -> Sale:
    """A series is one sale: commission is taken of its price, not of each session's share of it."""
    first = booking.first
    workshop = first.session.workshop
    price = sum((registration.payment_amount or Decimal(0) for registration in booking.registrations), Decimal(0))
    return Sale(
        domain="workshops",
        title=workshop.title,
        address=workshop.get_absolute_url(),
        category=workshop.category.name if workshop.category else "",
        student=first.participant,
        sold_at=first.paid_at or first.registered_at,
        price=price,
        payment_intent=first.stripe_payment_intent_id or "",
        refunded=price if first.payment_status == Payment.REFUNDED else Decimal(0),
    )

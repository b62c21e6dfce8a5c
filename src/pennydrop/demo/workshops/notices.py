"""The mails of workshops."""

from __future__ import annotations

from decimal import Decimal

from pennydrop.demo.core import outbox
from pennydrop.demo.payments.models import Checkout

from .bookings import Booking
from .models import WorkshopRegistration

MAIL = "workshops/mail"


def registered(checkout: Checkout, registrations: list[WorkshopRegistration]) -> None:
    """One confirmation for the buyer, one note per session for its instructor."""
    if checkout.student.profile.workshop_email_notifications:
        count = len(registrations)
        outbox.post(
            key=f"workshop-checkout:{checkout.pk}:student",
            to=checkout.student.email,
            subject=f"Workshop Registration Confirmed - {count} Session{'s' if count > 1 else ''} - {{site}}",
            template=f"{MAIL}/registered_student.txt",
            context={
                "student": checkout.student,
                "registrations": registrations,
                "total": sum((r.payment_amount or Decimal(0) for r in registrations), Decimal(0)),
                # A free session in the same cart was never paid for, and may come first.
                "paid_at": next((r.paid_at for r in registrations if r.paid_at), None),
            },
        )
    for registration in registrations:
        tell_instructor(registration)


def tell_instructor(registration: WorkshopRegistration) -> None:
    workshop = registration.session.workshop
    outbox.post(
        key=f"registration:{registration.pk}:instructor",
        to=workshop.instructor.email,
        subject=f"New Registration - {outbox.literal(workshop.title)}",
        template=f"{MAIL}/registered_instructor.txt",
        context={"registration": registration, "session": registration.session, "workshop": workshop},
    )


def cancelled_by_student(booking: Booking) -> None:
    """Tell the instructor, once for each session that has a free place now."""
    for registration in booking.registrations:
        workshop = registration.session.workshop
        outbox.post(
            key=f"registration:{registration.pk}:cancelled:instructor",
            to=workshop.instructor.email,
            subject=f"Registration Cancelled - {outbox.literal(workshop.title)}",
            template=f"{MAIL}/cancelled_instructor.txt",
            context={"registration": registration, "session": registration.session, "workshop": workshop},
        )


def cancelled(booking: Booking, refund: Decimal | None, note: str = "") -> None:
    """Tell the student; ``refund`` is the amount that went back, ``note`` why there is none."""
    registration, workshop = booking.first, booking.first.session.workshop
    kind = "Workshop Cancellation & Refund" if refund else "Workshop Cancellation"
    outbox.post(
        key=f"registration:{registration.pk}:cancelled:student",
        to=registration.student.email,
        subject=f"{kind} - {outbox.literal(workshop.title)} - {{site}}",
        template=f"{MAIL}/cancelled_student.txt",
        context={
            "registration": registration,
            "sessions": [one.session for one in booking.registrations],
            "workshop": workshop,
            "refund": refund,
            "note": note,
        },
    )

"""The mails of the waitlist."""

from __future__ import annotations

from typing import Any

from pennydrop.demo.core import outbox

from .models import WorkshopRegistration
from .notices import MAIL, tell_instructor


def spot_available(registration: WorkshopRegistration) -> None:
    """A place is held for the student: where to take it, until when, and what it costs."""
    tell(registration, "promoted", "Spot Available - {title}", "spot_available.txt")


def registered(registration: WorkshopRegistration) -> None:
    """A place that costs nothing is the student's."""
    tell(registration, "registered", "Registration Confirmed - {title}", "place_confirmed.txt")
    tell_instructor(registration)


def paid(registration: WorkshopRegistration) -> None:
    """The promoted student has paid."""
    if registration.student.profile.workshop_email_notifications:
        tell(registration, "paid", "Workshop Registration Confirmed - {title} - {{site}}", "place_confirmed.txt")
    tell_instructor(registration)


def tell(registration: WorkshopRegistration, occasion: str, subject: str, template: str) -> None:
    workshop = registration.session.workshop
    context: dict[str, Any] = {"registration": registration, "session": registration.session, "workshop": workshop}
    outbox.post(
        key=f"registration:{registration.pk}:{occasion}",
        to=registration.email or registration.student.email,
        subject=subject.format(title=outbox.literal(workshop.title)),
        template=f"{MAIL}/{template}",
        context=context,
    )

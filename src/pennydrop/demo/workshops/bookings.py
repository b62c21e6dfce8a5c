"""What is cancelled as one: a single registration, or all sessions of a series."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet

from .models import WorkshopRegistration, WorkshopSession
from .places import lock_all

Status = WorkshopRegistration.Status
CANCELLABLE = (Status.REGISTERED, Status.WAITLISTED, Status.PROMOTED)


class NotCancellable(Exception):
    """There is no place to give back any more."""


@dataclass(frozen=True)
class Booking:
    """Registrations of one customer that stand and fall together, the earliest session first."""

    registrations: list[WorkshopRegistration]

    @property
    def first(self) -> WorkshopRegistration:
        return self.registrations[0]

    @property
    def is_series(self) -> bool:
        return self.first.series_registration_id is not None

    @property
    def subject(self) -> str:
        """What a refund names as its reason, so that it is made once."""
        return f"series:{self.first.series_registration_id}" if self.is_series else f"registration:{self.first.pk}"

    @property
    def amount(self) -> Decimal:
        """What was paid for it."""
        paid = (one.payment_amount for one in self.registrations if one.is_paid)
        return sum((amount for amount in paid if amount), Decimal(0))

    @property
    def is_paid(self) -> bool:
        return self.amount > 0

    @property
    def earliest_session(self) -> WorkshopSession:
        """Of a series the first, also when it has been attended already."""
        if not self.is_series:
            return self.first.session
        of_series = WorkshopSession.objects.filter(
            registrations__series_registration_id=self.first.series_registration_id
        )
        return of_series.earliest("start_datetime")

    @property
    def is_in_time(self) -> bool:
        return self.earliest_session.whole_days_to_start >= settings.WORKSHOP_REFUND_DAYS

    @property
    def is_refund_due(self) -> bool:
        """The one rule for the text shown before the click and for the refund after it."""
        return self.is_paid and self.is_in_time


def group(registrations: Iterable[WorkshopRegistration]) -> list[Booking]:
    """The bookings that these registrations, sorted by session, make up."""
    groups: dict[uuid.UUID, list[WorkshopRegistration]] = {}
    for registration in registrations:
        groups.setdefault(registration.series_registration_id or registration.pk, []).append(registration)
    return [Booking(group) for group in groups.values()]


def by_registration(registrations: Iterable[WorkshopRegistration]) -> dict[uuid.UUID, Booking]:
    """For each registration that can still be cancelled, what would be cancelled with it."""
    held = group(one for one in registrations if one.status in CANCELLABLE)
    return {registration.pk: booking for booking in held for registration in booking.registrations}


def lock(registration_id: uuid.UUID) -> Booking:
    """The booking a registration belongs to, locked; ``NotCancellable`` when it is not held any more."""
    lock_all(registrations_with(registration_id).values("session"))
    locked = registrations_with(registration_id).select_for_update(of=("self",)).filter(status__in=CANCELLABLE)
    registrations = sorted(locked.order_by("pk"), key=lambda one: one.session.start_datetime)
    if registration_id not in [one.pk for one in registrations]:
        raise NotCancellable
    return Booking(registrations)


def registrations_with(registration_id: uuid.UUID) -> QuerySet[WorkshopRegistration]:
    """The registration, and those of the same series."""
    of_series = WorkshopRegistration.objects.filter(pk=registration_id, series_registration_id__isnull=False)
    together = Q(pk=registration_id) | Q(series_registration_id__in=of_series.values("series_registration_id"))
    return WorkshopRegistration.objects.filter(together).select_related(
        "session__workshop__instructor", "student", "child_profile"
    )

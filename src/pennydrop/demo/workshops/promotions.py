"""Free places of a session go to those who wait: offered in order, held for a while, passed on when not taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import promotion_notices
from .models import WaitlistPromotion, WorkshopRegistration, WorkshopSession
from .places import lock, recount, why_over
from .waitlist import waiting

Status = WorkshopRegistration.Status
Reason = WaitlistPromotion.Reason


@transaction.atomic
def offer_free_places(session: WorkshopSession) -> None:
    """Bring the counters in line and let the next in line have what is free.

    Whatever makes a place free ends here, in the same transaction: so there is never a moment in which somebody who
    has not waited could take the place.
    """
    session = lock(session.pk)
    end_lapsed(session)
    recount(session)
    if why_over(session):
        return
    for registration in waiting(session)[: session.places_left]:
        if session.workshop.price:
            offer(registration, Reason.AUTOMATIC)
        else:
            register(registration)


@transaction.atomic
def pass_on_lapsed(**sessions: Any) -> int:
    """End the promotions that were not taken in time and offer their places to the next; how many sessions had any.

    Nobody has to run this on time: a lapsed promotion keeps its place from everybody else until it is passed on, and
    cannot be taken up any more. So it is enough that whoever looks at a session asks for it; the management command
    ``pass_on_lapsed_promotions`` does it for sessions nobody looks at. ``sessions`` are conditions on the
    registrations, such as ``session=...``.
    """
    with_lapsed = WorkshopSession.objects.filter(registrations__in=lapsed().filter(**sessions)).distinct()
    found = list(with_lapsed.order_by("pk"))  # now: passed on, they are no longer found
    for session in found:
        offer_free_places(session)
    return len(found)


def lapsed() -> Any:
    return WorkshopRegistration.objects.filter(status=Status.PROMOTED, promotion_expires_at__lte=timezone.now())


def end_lapsed(session: WorkshopSession) -> None:
    """Whoever did not take an offered place has left the line, and may join it again."""
    for registration in lapsed().filter(session=session):
        registration.status = Status.CANCELLED
        registration.cancelled_at = timezone.now()
        registration.save(update_fields=["status", "cancelled_at"])
        WaitlistPromotion.objects.filter(registration=registration, confirmed_at=None).update(expired=True)


@transaction.atomic
def promote(session: WorkshopSession, chosen: Iterable[WorkshopRegistration]) -> int:
    """The instructor offers places to ``chosen`` ones of those who wait; how many there were places for."""
    session = lock(session.pk)
    pass_on_lapsed(session=session)
    promoted = waiting(session).filter(pk__in=[one.pk for one in chosen])[: session.places_left]
    for registration in promoted:
        offer(registration, Reason.MANUAL)
    return len(promoted)


def offer(registration: WorkshopRegistration, reason: Any) -> None:
    """Hold a place for somebody and write to them. A priced place is theirs only once it is paid."""
    now = timezone.now()
    registration.status = Status.PROMOTED
    registration.promoted_at = now
    registration.promotion_expires_at = now + timedelta(hours=settings.WAITLIST_PROMOTION_HOURS)
    registration.save(update_fields=["status", "promoted_at", "promotion_expires_at"])
    WaitlistPromotion.objects.create(
        registration=registration, reason=reason, expires_at=registration.promotion_expires_at
    )
    recount(registration.session)
    promotion_notices.spot_available(registration)


@transaction.atomic
def give_free_place(registration: WorkshopRegistration) -> bool:
    """Register somebody who was promoted, or whom the instructor moves up, if that costs nothing and there is room."""
    session = lock(registration.session_id)
    pass_on_lapsed(session=session)
    registration.refresh_from_db()
    holds_place = registration.status == Status.PROMOTED
    may_have_one = registration.status == Status.WAITLISTED and session.places_left > 0
    if session.workshop.price or why_over(session) or not (holds_place or may_have_one):
        return False
    register(registration)
    return True


def register(registration: WorkshopRegistration) -> None:
    enter(registration)
    promotion_notices.registered(registration)


def enter(registration: WorkshopRegistration) -> None:
    """From the waitlist into the session."""
    registration.status = Status.REGISTERED
    registration.save()
    WaitlistPromotion.objects.filter(registration=registration).update(confirmed_at=timezone.now(), expired=False)
    recount(registration.session)

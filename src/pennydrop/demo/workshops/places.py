"""Who may take a place in a session: one rule, asked when adding, when paying and when delivering."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import User

from .models import Workshop, WorkshopRegistration, WorkshopSession

FULL = "This workshop session is full"


def why_not_bookable(session: WorkshopSession, student: User, child: Any = None, in_series: bool = False) -> str:
    """Why nobody or not this person can take a place; empty when it can be sold. ``in_series``: with all others."""
    if not session.workshop.is_published or not session.is_active:
        return "This workshop session is not available"
    if session.workshop.needs_full_series and not in_series:
        return "This workshop is only offered as a full series"
    return why_not_deliverable(session, student, child)


def why_not_deliverable(session: WorkshopSession, student: User, child: Any = None) -> str:
    """What stands in the way of a place that is already paid for."""
    over = why_over(session)
    if over:
        return over
    if is_registered(session, student, child):
        return "You are already registered for this workshop session"
    return FULL if session.is_full else ""


def why_over(session: WorkshopSession) -> str:
    """Why nobody can attend any more, place or not."""
    if session.is_cancelled:
        return "This workshop session has been cancelled"
    return "This workshop session has already occurred" if session.has_ended else ""


def is_registered(session: WorkshopSession, student: User, child: Any = None) -> bool:
    return session.registrations.filter(
        student=student, child_profile=child, status__in=WorkshopRegistration.HOLDING_A_PLACE
    ).exists()


def lock(session_id: uuid.UUID) -> WorkshopSession:
    [session] = lock_all([session_id])
    return session


def lock_all(session_ids: Any) -> list[WorkshopSession]:
    """These sessions, locked. Whoever changes who has their places comes through here before touching a registration;
    the order is always the same, so that two never wait for each other crosswise."""
    sessions = WorkshopSession.objects.select_for_update(of=("self",)).select_related("workshop__instructor")
    return list(sessions.filter(pk__in=session_ids).order_by("pk"))


def recount(session: WorkshopSession) -> None:
    """Bring the counters of a session and its workshop in line with the registrations."""
    session.current_registrations = session.places_taken
    session.save(update_fields=["current_registrations"])
    total = WorkshopRegistration.objects.filter(
        session__workshop=session.workshop_id, status__in=WorkshopRegistration.HOLDING_A_PLACE
    ).count()
    Workshop.objects.filter(pk=session.workshop_id).update(total_registrations=total)

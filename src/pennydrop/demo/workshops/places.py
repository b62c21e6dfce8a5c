"""Who may take a place in a session: one rule, asked when adding, when paying and when delivering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Q
from django.utils import timezone

from .models import Workshop, WorkshopCartItem, WorkshopRegistration, WorkshopSession

HOLDING = Q(registrations__status__in=WorkshopRegistration.HOLDING_A_PLACE)


def why_not_bookable(session: WorkshopSession, student: User, child_id: Any = None) -> str:
    """Why nobody or not this person can take a place; empty when it can be sold."""
    if not session.workshop.is_published or not session.is_active:
        return "This workshop session is not available"
    if session.workshop.needs_full_series:
        return "This workshop is only offered as a full series"
    return why_not_deliverable(session, student, child_id)


def why_not_deliverable(session: WorkshopSession, student: User, child_id: Any = None) -> str:
    """What stands in the way of a place that is already paid for."""
    if session.is_cancelled:
        return "This workshop session has been cancelled"
    if session.has_ended:
        return "This workshop session has already occurred"
    if is_registered(session, student, child_id):
        return "You are already registered for this workshop session"
    if session.is_full:
        return "This workshop session is full"
    return ""


def is_registered(session: WorkshopSession, student: User, child_id: Any = None) -> bool:
    return session.registrations.filter(
        student=student, child_profile=child_id, status__in=WorkshopRegistration.HOLDING_A_PLACE
    ).exists()


def recount(session: WorkshopSession) -> None:
    """Bring the counters of a session and its workshop in line with the registrations."""
    session.current_registrations = session.places_taken
    session.save(update_fields=["current_registrations"])
    total = WorkshopRegistration.objects.filter(
        session__workshop=session.workshop_id, status__in=WorkshopRegistration.HOLDING_A_PLACE
    ).count()
    Workshop.objects.filter(pk=session.workshop_id).update(total_registrations=total)


def offered_sessions(workshop: Workshop, user: User) -> Iterable[dict[str, Any]]:
    """The coming sessions of a workshop, each with the state that decides what its block offers."""
    sessions = (
        workshop.sessions.filter(is_active=True, end_datetime__gt=timezone.now())
        .annotate(taken=Count("registrations", filter=HOLDING))
        .annotate(free_places=F("max_participants") - F("taken"))
        .order_by("start_datetime")
    )
    registered, in_cart = set(), set()
    if user.is_authenticated:
        own = WorkshopRegistration.objects.filter(
            student=user, session__workshop=workshop, status__in=WorkshopRegistration.HOLDING_A_PLACE
        )
        registered = set(own.values_list("session_id", flat=True))
        items = WorkshopCartItem.objects.filter(cart__user=user, session__workshop=workshop)
        in_cart = set(items.values_list("session_id", flat=True))
    return [{"session": s, "state": offer_state(s, workshop, user, registered, in_cart)} for s in sessions]


def offer_state(session: Any, workshop: Workshop, user: User, registered: set[Any], in_cart: set[Any]) -> str:
    if session.is_cancelled:
        return "cancelled"
    if not user.is_authenticated:
        return "anonymous"
    if session.pk in registered:
        return "registered"
    if session.pk in in_cart:
        return "in_cart"
    if session.free_places <= 0:
        return "waitlist" if session.waitlist_enabled else "full"
    return "in_person" if workshop.is_in_person else "online"

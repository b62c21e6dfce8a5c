"""What a workshop's page offers its visitor for each coming session."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Q
from django.utils import timezone

from pennydrop.demo.accounts.models import ChildProfile

from .attendees import children_of
from .models import Workshop, WorkshopCartItem, WorkshopRegistration

Status = WorkshopRegistration.Status
HOLDING = Q(registrations__status__in=WorkshopRegistration.HOLDING_A_PLACE)


@dataclass
class Visitor:
    """Somebody who looks at a workshop, and where the people he buys for have a place already."""

    user: User
    workshop: Workshop
    children: list[ChildProfile] = field(init=False)
    registered: Counter[Any] = field(init=False, default_factory=Counter)
    in_cart: set[Any] = field(init=False, default_factory=set)
    from_waitlist: dict[Any, WorkshopRegistration] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.children = children_of(self.user)
        if self.user.is_authenticated:
            own = WorkshopRegistration.objects.filter(student=self.user, session__workshop=self.workshop)
            held = own.filter(status__in=WorkshopRegistration.HOLDING_A_PLACE)
            asked_for = own.filter(status__in=[Status.WAITLISTED, Status.PROMOTED])
            items = WorkshopCartItem.objects.filter(cart__user=self.user, session__workshop=self.workshop)
            self.registered = Counter(held.values_list("session_id", flat=True))
            self.in_cart = set(items.values_list("session_id", flat=True))
            self.from_waitlist = {registration.session_id: registration for registration in asked_for}

    def has_a_place_for_everybody(self, session: Any) -> bool:
        return self.registered[session.pk] >= max(len(self.children), 1)


def offered_sessions(visitor: Visitor) -> list[dict[str, Any]]:
    """The coming sessions, each with the state that decides what its block offers."""
    sessions = (
        visitor.workshop.sessions.filter(is_active=True, end_datetime__gt=timezone.now())
        .annotate(taken=Count("registrations", filter=HOLDING))
        .annotate(free_places=F("max_participants") - F("taken"))
        .order_by("start_datetime")
    )
    return [
        {
            "session": session,
            "state": offer_state(session, visitor),
            "from_waitlist": visitor.from_waitlist.get(session.pk),
        }
        for session in sessions
    ]


def offer_state(session: Any, visitor: Visitor) -> str:
    if session.is_cancelled:
        return "cancelled"
    if not visitor.user.is_authenticated:
        return "anonymous"
    asked_for = visitor.from_waitlist.get(session.pk)
    if asked_for is not None and (asked_for.status == Status.PROMOTED or not visitor.children):
        return str(asked_for.status)
    if visitor.has_a_place_for_everybody(session):
        return "registered"
    if session.pk in visitor.in_cart:
        return "in_cart"
    if visitor.workshop.needs_full_series:
        return "series"
    if session.free_places <= 0:
        return "waitlist" if session.waitlist_enabled else "full"
    if visitor.workshop.is_in_person:
        return "in_person"
    return "guardian" if visitor.children else "online"

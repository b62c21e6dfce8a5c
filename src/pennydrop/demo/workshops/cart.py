"""The workshop cart: sessions and series, with the price and the contact details they were added with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from pennydrop.demo.private_teaching.models import Cart

from . import series
from .models import Workshop, WorkshopCartItem, WorkshopSession
from .places import why_not_bookable

ALREADY_THERE = "This workshop session is already in your cart"


class CannotAdd(Exception):
    """The session cannot go into the cart; the text says why."""


@dataclass(frozen=True)
class Line:
    """What is bought, and removed, as one: a session, or all sessions of a series."""

    items: list[WorkshopCartItem]

    @property
    def first(self) -> WorkshopCartItem:
        return self.items[0]

    @property
    def is_series(self) -> bool:
        return self.first.in_series

    @property
    def price(self) -> Decimal:
        return sum((item.price for item in self.items), Decimal(0))


def items_of(user: User) -> QuerySet[WorkshopCartItem]:
    return (
        WorkshopCartItem.objects.filter(cart__user=user)
        .select_related("session__workshop__instructor", "child_profile")
        .order_by("pk")
    )


def lines_of(user: User) -> list[Line]:
    """The cart as the customer thinks of it, in the order of adding."""
    lines: dict[Any, list[WorkshopCartItem]] = {}
    for item in items_of(user):
        lines.setdefault(item.session.workshop_id if item.in_series else item.pk, []).append(item)
    return [Line(items) for items in lines.values()]


def total(lines: list[Line]) -> Decimal:
    return sum((line.price for line in lines), Decimal(0))


@transaction.atomic
def add(user: User, session: WorkshopSession, **details: Any) -> None:
    """Add one session; ``details`` are the contact fields and the child who attends."""
    child = details.get("child_profile")
    reason = why_not_bookable(session, user, child)
    if reason:
        raise CannotAdd(reason)
    put(user, session, session.workshop.price, **details)


@transaction.atomic
def add_series(user: User, workshop: Workshop, **details: Any) -> list[WorkshopSession]:
    """Add all sessions of a series at its price; the sessions."""
    sessions = series.sessions_of(workshop)
    if not workshop.is_series or not sessions:
        raise CannotAdd("This workshop is not offered as a series")
    for session in sessions:
        reason = why_not_bookable(session, user, details.get("child_profile"), in_series=True)
        if reason:
            raise CannotAdd(reason)
    for session, share in zip(sessions, series.shares(series.price_of(workshop, sessions), len(sessions)), strict=True):
        put(user, session, share, in_series=True, **details)
    return sessions


def put(user: User, session: WorkshopSession, price: Decimal, **details: Any) -> None:
    _, created = WorkshopCartItem.objects.get_or_create(
        cart=Cart.of(user), session=session, defaults={"price": price, "email": user.email} | details
    )
    if not created:
        raise CannotAdd(ALREADY_THERE)


def remove(user: User, session_id: Any) -> None:
    """Remove a session, and with it the series it belongs to: the rest of it is not for sale by itself."""
    for line in lines_of(user):
        if any(item.session_id == session_id for item in line.items):
            drop(line)


def drop(line: Line) -> None:
    WorkshopCartItem.objects.filter(pk__in=[item.pk for item in line.items]).delete()


def clear(user: User) -> None:
    WorkshopCartItem.objects.filter(cart__user=user).delete()


def drop_unbookable(user: User) -> list[str]:
    """Take out what can no longer be booked; one sentence per line that went."""
    refusals = []
    for line in lines_of(user):
        reason = next(filter(None, (why_not_bookable_any_more(item, user) for item in line.items)), "")
        if reason:
            drop(line)
            refusals.append(f"{line.first.session.workshop.title} removed from your cart: {reason}")
    return refusals


def why_not_bookable_any_more(item: WorkshopCartItem, user: User) -> str:
    return why_not_bookable(item.session, user, item.child_profile_id, in_series=item.in_series)

"""The workshop cart: sessions with the price and the contact details they were added with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from pennydrop.demo.private_teaching.models import Cart

from .models import WorkshopCartItem, WorkshopSession
from .places import why_not_bookable


class CannotAdd(Exception):
    """The session cannot go into the cart; the text says why."""


def items_of(user: User) -> QuerySet[WorkshopCartItem]:
    return (
        WorkshopCartItem.objects.filter(cart__user=user)
        .select_related("session__workshop__instructor", "child_profile")
        .order_by("pk")
    )


def total(items: list[WorkshopCartItem]) -> Decimal:
    return sum((item.price for item in items), Decimal(0))


@transaction.atomic
def add(user: User, session: WorkshopSession, **contact: Any) -> None:
    reason = why_not_bookable(session, user)
    if reason:
        raise CannotAdd(reason)
    _, created = WorkshopCartItem.objects.get_or_create(
        cart=Cart.of(user),
        session=session,
        defaults={"price": session.workshop.price, "email": user.email} | contact,
    )
    if not created:
        raise CannotAdd("This workshop session is already in your cart")


def remove(user: User, session_id: Any) -> None:
    WorkshopCartItem.objects.filter(cart__user=user, session=session_id).delete()


def clear(user: User) -> None:
    WorkshopCartItem.objects.filter(cart__user=user).delete()


def drop_unbookable(user: User) -> list[str]:
    """Take out what can no longer be booked; one sentence per session that went."""
    refusals = []
    for item in items_of(user):
        reason = why_not_bookable(item.session, user, item.child_profile_id)
        if reason:
            item.delete()
            refusals.append(f"{item.session.workshop.title} removed from your cart: {reason}")
    return refusals

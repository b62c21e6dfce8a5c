"""Who takes part when an account buys: the customer, or a child of a guardian."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from pennydrop.demo.accounts.models import ChildProfile


class NoAttendee(Exception):
    """Nobody was named who may attend; the text says so."""


def children_of(user: User) -> list[ChildProfile]:
    """The children a guardian buys for; empty for everybody who attends in person."""
    if not user.is_authenticated or not user.profile.is_guardian:
        return []
    return list(user.children.order_by("date_of_birth"))


def chosen_child(user: User, child_id: Any) -> ChildProfile | None:
    """The child that was chosen; ``None`` for an account without children. Other people's children are refused."""
    children = children_of(user)
    if not children:
        return None
    for child in children:
        if str(child.pk) == str(child_id):
            return child
    raise NoAttendee("Please choose who is attending this workshop.")

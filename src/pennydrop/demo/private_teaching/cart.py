"""The lesson cart and the one rule that says whether a lesson can be bought."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from pennydrop.demo.lessons.models import Lesson

from .models import Cart, CartItem


class CannotAdd(Exception):
    """The lesson cannot go into the cart; the text says why."""


def why_not_buyable(lesson: Lesson) -> str:
    """Why this lesson cannot be paid for now; empty when it can."""
    if lesson.is_paid:
        return "This lesson has already been paid for"
    if lesson.approved_status != Lesson.Approval.ACCEPTED:
        return f"Only accepted lessons can be added to cart (status: {lesson.approved_status})"
    if lesson.is_deleted:
        return "This lesson has been cancelled"
    return ""


def items_of(user: User) -> QuerySet[CartItem]:
    return (
        CartItem.objects.filter(cart__user=user)
        .select_related("lesson__subject", "lesson__teacher", "lesson__lesson_request__child_profile")
        .order_by("pk")
    )


def total(items: list[CartItem]) -> Decimal:
    return sum((item.lesson.price for item in items), Decimal(0))


@transaction.atomic
def add(user: User, lesson: Lesson) -> None:
    reason = why_not_buyable(lesson)
    if reason:
        raise CannotAdd(reason)
    _, created = CartItem.objects.get_or_create(cart=Cart.of(user), lesson=lesson, defaults={"price": lesson.price})
    if not created:
        raise CannotAdd("This lesson is already in your cart")
    Lesson.objects.filter(pk=lesson.pk).update(in_cart=True)


@transaction.atomic
def add_all(user: User, lessons: list[Lesson]) -> int:
    """Put every lesson that can be bought into the cart; how many were new there."""
    added = 0
    for lesson in lessons:
        try:
            add(user, lesson)
        except CannotAdd:
            continue
        added += 1
    return added


@transaction.atomic
def remove(lessons: list[Lesson]) -> None:
    """Take lessons out of the cart they are in; they can be added again."""
    ids = [lesson.pk for lesson in lessons]
    CartItem.objects.filter(lesson__in=ids).delete()
    Lesson.objects.filter(pk__in=ids).update(in_cart=False)


def drop_unbuyable(user: User) -> list[str]:
    """Take out what can no longer be bought; one sentence per lesson that went."""
    gone = [(item.lesson, why_not_buyable(item.lesson)) for item in items_of(user)]
    gone = [(lesson, reason) for lesson, reason in gone if reason]
    remove([lesson for lesson, _ in gone])
    return [f"{lesson.subject.subject} lesson removed from your cart: {reason}" for lesson, reason in gone]

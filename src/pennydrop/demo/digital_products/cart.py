"""The product cart: what somebody is about to buy, at the price it was added with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from pennydrop.demo.private_teaching.models import Cart

from .models import DigitalProduct, DigitalProductCartItem
from .purchases import why_not_for_sale


class CannotAdd(Exception):
    """The product cannot go into the cart; the text says why."""


def items_of(user: User) -> QuerySet[DigitalProductCartItem]:
    return (
        DigitalProductCartItem.objects.filter(cart__user=user)
        .select_related("product__teacher", "product__category")
        .order_by("pk")
    )


def total(items: list[DigitalProductCartItem]) -> Decimal:
    return sum((item.price for item in items), Decimal(0))


@transaction.atomic
def add(user: User, product: DigitalProduct) -> None:
    reason = why_not_for_sale(product, user)
    if reason:
        raise CannotAdd(reason)
    _, created = DigitalProductCartItem.objects.get_or_create(
        cart=Cart.of(user), product=product, defaults={"price": product.price}
    )
    if not created:
        raise CannotAdd("This product is already in your cart")


def remove(user: User, product_id: Any) -> None:
    DigitalProductCartItem.objects.filter(cart__user=user, product=product_id).delete()


def drop_unsellable(user: User) -> list[str]:
    """Take out what can no longer be bought; one sentence per product that went."""
    refusals = []
    for item in items_of(user):
        reason = why_not_for_sale(item.product, user)
        if reason:
            item.delete()
            refusals.append(f"{item.product.title} removed from your cart: {reason}")
    return refusals

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.http import HttpRequest

from pennydrop.demo.private_teaching.models import CartItem
from pennydrop.demo.workshops.models import WorkshopCartItem


def furniture(request: HttpRequest) -> dict[str, Any]:
    """What every page shows around its content: the cart of the visitor's area, and which areas there are."""
    lessons = request.path.startswith("/private-teaching/")
    return {
        "cart_name": "Lesson cart" if lessons else "Shopping cart",
        "cart_url": "/private-teaching/cart/" if lessons else "/workshops/cart/",
        "sells_products": apps.is_installed("pennydrop.demo.digital_products"),
        "holds_exams": apps.is_installed("pennydrop.demo.exams"),
        "cart_count": cache(lambda: count_items(request, lessons)),
    }


def count_items(request: HttpRequest, lessons: bool) -> int:
    if not request.user.is_authenticated:
        return 0
    items = CartItem if lessons else WorkshopCartItem
    return items.objects.filter(cart__user=request.user).count()

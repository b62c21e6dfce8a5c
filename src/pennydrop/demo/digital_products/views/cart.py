"""The product cart. Adding and removing are plain links, so both are GET requests."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import cart
from ..models import DigitalProduct


@login_required
def view_cart(request: HttpRequest) -> HttpResponse:
    items = list(cart.items_of(request.user))
    return render(request, "digital_products/cart.html", {"items": items, "total": cart.total(items)})


@login_required
def add(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    product = get_object_or_404(DigitalProduct, pk=product_id)
    try:
        cart.add(request.user, product)
        messages.success(request, f"Added '{product.title}' to cart")
    except cart.CannotAdd as reason:
        messages.warning(request, str(reason))
    return redirect(product if product.is_published else "digital_products:index")


@login_required
def remove(request: HttpRequest, product_id: uuid.UUID) -> HttpResponse:
    cart.remove(request.user, product_id)
    messages.success(request, "Removed from cart")
    return redirect("digital_products:cart")

"""What is for sale, what is owned, and the way to its files."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import cart
from ..models import DigitalProduct, ProductFile
from ..purchases import may_download, owned_by, owns


def index(request: HttpRequest) -> HttpResponse:
    products = DigitalProduct.objects.published().select_related("teacher").order_by("title")
    return render(request, "digital_products/index.html", {"products": products})


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    product = get_object_or_404(DigitalProduct.objects.published().select_related("teacher"), slug=slug)
    context = {
        "product": product,
        "owned": owns(request.user, product),
        "in_cart": request.user.is_authenticated and cart.items_of(request.user).filter(product=product).exists(),
    }
    return render(request, "digital_products/detail.html", context)


@login_required
def my_purchases(request: HttpRequest) -> HttpResponse:
    purchases = owned_by(request.user).prefetch_related("product__files").order_by("-purchased_at")
    return render(request, "digital_products/my_purchases.html", {"purchases": purchases})


@login_required
def download(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """The link of the mail. It holds no secret: whoever follows it must own the product at that moment."""
    file = ProductFile.objects.select_related("product").filter(pk=file_id).first()
    if file is None or not may_download(request.user, file):
        messages.error(request, "Item not found.")
        return redirect("digital_products:my_purchases")
    return redirect(file.content_url)

"""The way to Stripe and the two ways back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.payments import checkouts, fulfilment
from pennydrop.demo.payments.models import Checkout

from .. import cart
from ..goods import DOMAIN, prepare_cart, prepare_single
from ..models import DigitalProduct
from ..purchases import why_not_for_sale


class NothingToBuy(Exception):
    """There is no checkout to start; the text says why."""


@login_required
@verified_email_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Buy what is in the cart (``checkout_cart``), or one product at once (``product_id``)."""
    refusals = cart.drop_unsellable(request.user) if "checkout_cart" in request.POST else []
    if refusals:
        for refusal in refusals:
            messages.error(request, refusal)
        return redirect("digital_products:cart")
    try:
        with transaction.atomic():
            checkout = prepare(request)
            if not checkout.amount:
                fulfilment.fulfil(checkout, payment=None)
    except NothingToBuy as reason:
        messages.error(request, str(reason))
        return redirect("digital_products:cart")
    return to_payment(request, checkout) if checkout.amount else redirect("digital_products:checkout_success")


def prepare(request: HttpRequest) -> Checkout:
    if "checkout_cart" in request.POST:
        items = list(cart.items_of(request.user))
        if not items:
            raise NothingToBuy("Your cart is empty")
        return prepare_cart(request.user, items)
    return prepare_single(request.user, asked_for(request))


def asked_for(request: HttpRequest) -> DigitalProduct:
    try:
        product = DigitalProduct.objects.select_related("teacher").get(pk=uuid.UUID(request.POST.get("product_id", "")))
    except (ValueError, DigitalProduct.DoesNotExist):
        raise NothingToBuy("Invalid checkout request") from None
    reason = why_not_for_sale(product, request.user)
    if reason:
        raise NothingToBuy(reason)
    return product


def to_payment(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    success = request.build_absolute_uri(reverse("digital_products:checkout_success"))
    cancel = request.build_absolute_uri(reverse("digital_products:checkout_cancel"))
    try:
        return redirect(checkouts.open_session(checkout, success, cancel))
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment processing error: {error}")
        return redirect("digital_products:cart")


@login_required
def success(request: HttpRequest) -> HttpResponse:
    """What the database says about the latest checkout; coming here changes nothing."""
    checkout = Checkout.objects.filter(domain=DOMAIN, student=request.user).order_by("-pk").first()
    if checkout is None:
        messages.error(request, "Item not found.")
        return redirect("digital_products:index")
    context = {"checkout": checkout, "paid": checkout.state == Checkout.State.PAID, "items": checkout.items.all()}
    return render(request, "digital_products/checkout_success.html", context)


@login_required
def cancel(request: HttpRequest) -> HttpResponse:
    return render(request, "digital_products/checkout_cancel.html")

"""From the workshop cart to Stripe, and the two ways back."""

from __future__ import annotations

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

from .. import cart, terms
from ..goods import WorkshopGoods, prepare_checkout
from ..models import WorkshopRegistration


@login_required
def view_cart(request: HttpRequest) -> HttpResponse:
    lines = cart.lines_of(request.user)
    context = {"lines": lines, "total": cart.total(lines), "count": sum(len(line.items) for line in lines)}
    return render(request, "workshops/cart.html", context)


@login_required
@verified_email_required
@require_POST
def pay(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        refusals = cart.drop_unbookable(request.user)
        lines = cart.lines_of(request.user)
        if refusals or not lines:
            for refusal in refusals or ["Your cart is empty"]:
                messages.error(request, refusal)
            return redirect("workshops:cart")
        checkout = prepare_checkout(request.user, lines, terms.accepted_in(request))
        if not checkout.amount:
            fulfilment.fulfil(checkout, payment=None)
    if not checkout.amount:
        messages.success(request, "Successfully registered for workshop sessions!")
        return redirect("workshops:my_dashboard")
    return to_payment(request, checkout)


def to_payment(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    success = request.build_absolute_uri(reverse("workshops:checkout_success"))
    cancel = request.build_absolute_uri(reverse("workshops:checkout_cancel"))
    try:
        # The braces are Stripe's placeholder and must reach it as they are.
        return redirect(checkouts.open_session(checkout, f"{success}?session_id={{CHECKOUT_SESSION_ID}}", cancel))
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment error: {error}. Please try again or contact support.")
        return redirect("workshops:cart")


@login_required
def success(request: HttpRequest) -> HttpResponse:
    """What the database says about the checkout; coming here changes nothing."""
    checkout = Checkout.objects.filter(
        session_id=request.GET.get("session_id", ""), domain=WorkshopGoods.domain, student=request.user
    ).first()
    if checkout is None:
        messages.error(request, "Item not found.")
        return redirect("/workshops/?browse=all")
    registrations = WorkshopRegistration.objects.filter(stripe_checkout_session_id=checkout.session_id).select_related(
        "session__workshop"
    )
    context = {
        "checkout": checkout,
        "paid": checkout.state == Checkout.State.PAID,
        "registrations": registrations,
    }
    return render(request, "workshops/checkout_success.html", context)


@login_required
def cancel(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Payment was cancelled. Your cart items are still saved.")
    return redirect("workshops:cart")

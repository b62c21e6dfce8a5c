"""The workshop cart, the way to Stripe and the two ways back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.payments import checkouts, fulfilment
from pennydrop.demo.payments.models import Checkout

from .. import cart, terms
from ..goods import WorkshopGoods, prepare_checkout
from ..models import WorkshopRegistration, WorkshopSession


@login_required
@require_POST
def add(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    session = get_object_or_404(WorkshopSession.objects.select_related("workshop"), pk=session_id)
    if not request.POST.get("terms_accepted"):
        messages.error(request, "Please accept the Terms and Conditions before adding items to your cart.")
    elif session.workshop.is_in_person:
        return redirect("workshops:register", session.workshop.slug, session.pk)
    else:
        try:
            cart.add(request.user, session)
            terms.remember(request)
            messages.success(request, f"Added {session.workshop.title} to cart")
        except cart.CannotAdd as reason:
            messages.error(request, str(reason))
    return redirect(next_page(request, session))


def next_page(request: HttpRequest, session: WorkshopSession) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, None) else session.workshop.get_absolute_url()


@login_required
@require_POST
def remove(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    cart.remove(request.user, session_id)
    messages.success(request, "Removed from cart")
    return redirect("workshops:cart")


@login_required
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    cart.clear(request.user)
    messages.success(request, "Cart cleared")
    return redirect("workshops:cart")


@login_required
def view_cart(request: HttpRequest) -> HttpResponse:
    items = list(cart.items_of(request.user))
    return render(request, "workshops/cart.html", {"items": items, "total": cart.total(items)})


@login_required
@verified_email_required
@require_POST
def pay(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        refusals = cart.drop_unbookable(request.user)
        items = list(cart.items_of(request.user))
        if refusals or not items:
            for refusal in refusals or ["Your cart is empty"]:
                messages.error(request, refusal)
            return redirect("workshops:cart")
        checkout = prepare_checkout(request.user, items, terms.accepted_in(request))
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

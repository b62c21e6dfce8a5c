"""The lesson cart, the way to Stripe and the two ways back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.payments import checkouts, fulfilment
from pennydrop.demo.payments.models import Checkout

from .. import cart
from ..access import lessons_of_student, requests_of_student, student_page
from ..goods import prepare_order
from ..models import Order


def back(request: HttpRequest, fallback: str) -> HttpResponse:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return redirect(referer)
    return redirect(fallback)


@student_page
@require_POST
def add(request: HttpRequest, lesson_id: uuid.UUID) -> HttpResponse:
    lesson = get_object_or_404(lessons_of_student(request.user), pk=lesson_id)
    try:
        cart.add(request.user, lesson)
        messages.success(request, f"Added {lesson.subject.subject} lesson to cart")
    except cart.CannotAdd as reason:
        messages.error(request, str(reason))
    return back(request, "private_teaching:my_requests")


@student_page
@require_POST
def add_all(request: HttpRequest, request_id: int) -> HttpResponse:
    lesson_request = get_object_or_404(requests_of_student(request.user), pk=request_id)
    added = cart.add_all(request.user, list(lesson_request.lessons.select_related("subject")))
    if added:
        messages.success(request, f"Added {added} lesson{pluralize(added)} to cart")
    else:
        messages.info(request, "No lessons to add to cart")
    return back(request, "private_teaching:my_requests")


@student_page
@require_POST
def remove(request: HttpRequest, lesson_id: uuid.UUID) -> HttpResponse:
    lesson = get_object_or_404(lessons_of_student(request.user), pk=lesson_id)
    cart.remove([lesson])
    messages.success(request, f"Removed {lesson.subject.subject} lesson from cart")
    return redirect("private_teaching:cart")


@student_page
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    cart.remove([item.lesson for item in cart.items_of(request.user)])
    messages.success(request, "Cart cleared")
    return redirect("private_teaching:cart")


@student_page
def view_cart(request: HttpRequest) -> HttpResponse:
    items = list(cart.items_of(request.user))
    return render(request, "private_teaching/cart.html", {"items": items, "total": cart.total(items)})


@student_page
@verified_email_required
@require_POST
def pay(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        refusals = cart.drop_unbuyable(request.user)
        items = list(cart.items_of(request.user))
        if refusals or not items:
            for refusal in refusals or ["Your cart is empty. Add lessons before checkout."]:
                messages.error(request, refusal)
            return redirect("private_teaching:cart")
        checkout = prepare_order(request.user, items)
        if not checkout.amount:
            fulfilment.fulfil(checkout, payment=None)
    return to_payment(request, checkout)


def to_payment(request: HttpRequest, checkout: Checkout) -> HttpResponse:
    success = reverse("private_teaching:checkout_success", args=[checkout.reference])
    cancel = reverse("private_teaching:checkout_cancel", args=[checkout.reference])
    if not checkout.amount:
        return redirect(success)
    try:
        url = checkouts.open_session(checkout, request.build_absolute_uri(success), request.build_absolute_uri(cancel))
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment setup failed: {error}. Please try again.")
        return redirect("private_teaching:cart")
    return redirect(url)


@student_page
def success(request: HttpRequest, order_id: int) -> HttpResponse:
    """What the database says about the order; coming here changes nothing."""
    order = Order.objects.filter(pk=order_id, student=request.user).first()
    if order is None:
        messages.error(request, "Item not found.")
        return redirect("private_teaching:dashboard")
    items = order.items.select_related("lesson__subject", "lesson__teacher")
    return render(request, "private_teaching/checkout_success.html", {"order": order, "items": items})


@student_page
def cancel(request: HttpRequest, order_id: int) -> HttpResponse:
    """Back without paying. Only an order that is still open is closed, whatever has arrived meanwhile."""
    closed = Order.objects.filter(pk=order_id, student=request.user, payment_status=Order.PaymentStatus.PENDING).update(
        payment_status=Order.PaymentStatus.FAILED
    )
    if closed:
        messages.info(request, "Payment was cancelled. Your cart items are still available.")
    else:
        messages.error(request, "Item not found.")
    return redirect("private_teaching:cart")

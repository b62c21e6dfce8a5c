"""Waiting for a place, being offered one, and taking it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.payments import checkouts

from .. import promotions
from ..models import WorkshopRegistration
from ..promotion_goods import NotOnOffer, prepare_checkout, unpaid

Status = WorkshopRegistration.Status


def own_registration(request: HttpRequest, registration_id: uuid.UUID) -> WorkshopRegistration | None:
    """The visitor's own registration, once places that were not taken in time have been passed on."""
    mine = WorkshopRegistration.objects.filter(pk=registration_id, student=request.user)
    promotions.pass_on_lapsed(pk__in=mine)
    registration = mine.select_related("session__workshop__instructor", "student", "promotion").first()
    if registration is None:
        messages.error(request, "Item not found.")
    return registration


@login_required
def confirm(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    """Where a registration from the waitlist stands; a POST takes the place that is offered."""
    registration = own_registration(request, registration_id)
    if registration is None:
        return to_list()
    if request.method == "POST":
        return take_place(request, registration)
    return render(request, "workshops/registration.html", context(registration))


@login_required
def from_mail(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    """Where the link in the mail leads. A priced place has to be paid, so nothing is confirmed here."""
    registration = own_registration(request, registration_id)
    if registration is None:
        return to_list()
    if registration.status == Status.PROMOTED and registration.session.workshop.price:
        return redirect("workshops:confirm", registration.pk)
    return confirm(request, registration_id)


@verified_email_required
def take_place(request: HttpRequest, registration: WorkshopRegistration) -> HttpResponse:
    page = redirect("workshops:confirm", registration.pk)
    if registration.session.workshop.price:
        return to_payment(request, registration)
    if promotions.give_free_place(registration):
        messages.success(request, "Your registration is confirmed.")
    else:
        messages.error(request, "There is no place to confirm.")
    return page


def to_payment(request: HttpRequest, registration: WorkshopRegistration) -> HttpResponse:
    success = request.build_absolute_uri(reverse("workshops:promotion_success", args=[registration.pk]))
    cancel = request.build_absolute_uri(reverse("workshops:promotion_cancel", args=[registration.pk]))
    try:
        checkout = prepare_checkout(registration)
        # The braces are Stripe's placeholder and must reach it as they are.
        return redirect(checkouts.open_session(checkout, f"{success}?session_id={{CHECKOUT_SESSION_ID}}", cancel))
    except NotOnOffer as reason:
        messages.error(request, str(reason))
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment error: {error}. Please try again or contact support.")
    return redirect("workshops:confirm", registration.pk)


@login_required
def success(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    """What the database says; coming here changes nothing."""
    registration = own_registration(request, registration_id)
    if registration is None:
        return to_list()
    return render(request, "workshops/promotion_success.html", context(registration))


@login_required
def cancel(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    """Back without paying: the place stays on offer until its time is up."""
    registration = own_registration(request, registration_id)
    if registration is None:
        return to_list()
    unpaid(WorkshopRegistration.objects.filter(pk=registration.pk)).update(
        payment_status=WorkshopRegistration.PaymentStatus.FAILED
    )
    return render(request, "workshops/promotion_cancel.html", context(registration))


def context(registration: WorkshopRegistration) -> dict[str, object]:
    return {
        "registration": registration,
        "session": registration.session,
        "workshop": registration.session.workshop,
        "participates": registration.status in WorkshopRegistration.PARTICIPANTS,
        "expired": hasattr(registration, "promotion") and registration.promotion.expired,
    }


def to_list() -> HttpResponse:
    return redirect("/workshops/?browse=all")

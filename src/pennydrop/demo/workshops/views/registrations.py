"""Own registrations, and those of an instructor's sessions."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from .. import bookings, cancellations, policy, promotions
from ..models import WorkshopRegistration, WorkshopSession
from .waitlist import move_chosen, promote_chosen

Status = WorkshopRegistration.Status
ATTENDANCE = {"mark_attended": Status.ATTENDED, "mark_no_show": Status.NO_SHOW}


@login_required
def my_dashboard(request: HttpRequest) -> HttpResponse:
    registrations = own_registrations(request).filter(status=Status.REGISTERED)
    return render(request, "workshops/my_dashboard.html", {"registrations": registrations})


@login_required
def my_registrations(request: HttpRequest) -> HttpResponse:
    promotions.pass_on_lapsed(student=request.user)
    registrations = list(own_registrations(request))
    booking_of = bookings.by_registration(registrations)
    rows = [
        {
            "registration": registration,
            "booking": booking_of.get(registration.pk),
            "participates": registration.status in WorkshopRegistration.PARTICIPANTS,
            "policy": policy.before(booking_of[registration.pk]) if registration.pk in booking_of else "",
        }
        for registration in registrations
    ]
    return render(request, "workshops/my_registrations.html", {"rows": rows})


def own_registrations(request: HttpRequest) -> QuerySet[WorkshopRegistration]:
    return WorkshopRegistration.objects.filter(student=request.user).select_related(
        "session__workshop", "child_profile", "student"
    )


@login_required
@require_POST
def cancel(request: HttpRequest, registration_id: uuid.UUID) -> HttpResponse:
    registration = get_object_or_404(WorkshopRegistration, pk=registration_id, student=request.user)
    try:
        outcome = cancellations.cancel(registration.pk)
        messages.success(request, policy.after(outcome))
    except bookings.NotCancellable:
        messages.error(request, "This registration has already been cancelled.")
    return redirect("workshops:my_registrations")


@login_required
def session_registrations(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    session = get_object_or_404(
        WorkshopSession.objects.select_related("workshop"), pk=session_id, workshop__instructor=request.user
    )
    promotions.pass_on_lapsed(session=session)
    registrations = session.registrations.select_related("student", "child_profile")
    if request.method == "POST":
        chosen = [one for one in registrations if str(one.pk) in request.POST.getlist("registration_ids")]
        apply_to(request, session, chosen, request.POST.get("bulk_action", ""))
        return redirect("workshops:session_registrations", session.pk)
    context = {"session": session, "registrations": registrations}
    return render(request, "workshops/session_registrations.html", context)


def apply_to(request: HttpRequest, session: WorkshopSession, chosen: list[WorkshopRegistration], action: str) -> None:
    if action in ATTENDANCE:
        marked = WorkshopRegistration.objects.filter(
            pk__in=[one.pk for one in chosen], status__in=WorkshopRegistration.PARTICIPANTS
        ).update(status=ATTENDANCE[action], attended=action == "mark_attended")
        messages.success(request, f"Updated {marked} registration(s).")
    elif action == "cancel_registration":
        cancel_chosen(request, chosen)
    elif action == "promote_from_waitlist":
        promote_chosen(request, session, chosen)
    elif action == "move_to_registered":
        move_chosen(request, chosen)


def cancel_chosen(request: HttpRequest, chosen: list[WorkshopRegistration]) -> None:
    held = [one for one in chosen if one.status in bookings.CANCELLABLE]
    outcomes = [cancellations.cancel(booking.first.pk, by_instructor=True) for booking in bookings.group(held)]
    cancelled = sum(len(outcome.booking.registrations) for outcome in outcomes)
    messages.success(request, f"Cancelled {cancelled} registration(s).")
    refunded = sum(outcome.refunded is not None for outcome in outcomes)
    if refunded:
        messages.success(request, f"Processed {refunded} automatic refund(s).")
    failed = sum(outcome.failed for outcome in outcomes)
    if failed:
        messages.error(request, f"{failed} refund(s) could not be processed and need attention.")

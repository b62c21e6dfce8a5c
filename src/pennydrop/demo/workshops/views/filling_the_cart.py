"""Putting sessions and series into the workshop cart, and taking them out."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from .. import attendees, cart, series, terms
from ..models import Workshop, WorkshopSession

TERMS_FIRST = "Please accept the Terms and Conditions before adding items to your cart."


@login_required
@require_POST
def add(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    session = get_object_or_404(WorkshopSession.objects.select_related("workshop"), pk=session_id)
    if not request.POST.get("terms_accepted"):
        messages.error(request, TERMS_FIRST)
    elif session.workshop.is_in_person:
        return redirect("workshops:register", session.workshop.slug, session.pk)
    else:
        try:
            cart.add(request.user, session, **chosen_attendee(request))
            terms.remember(request)
            messages.success(request, f"Added {session.workshop.title} to cart")
        except (cart.CannotAdd, attendees.NoAttendee) as reason:
            messages.error(request, str(reason))
    return redirect(next_page(request, session))


@login_required
@require_POST
def add_series(request: HttpRequest, workshop_id: uuid.UUID) -> HttpResponse:
    workshop = get_object_or_404(Workshop.objects.published(), pk=workshop_id)
    if not request.POST.get("terms_accepted"):
        messages.error(request, TERMS_FIRST)
        return redirect(workshop.get_absolute_url())
    try:
        sessions = cart.add_series(request.user, workshop, **chosen_attendee(request))
    except (cart.CannotAdd, attendees.NoAttendee) as reason:
        messages.error(request, str(reason))
        return redirect(workshop.get_absolute_url())
    terms.remember(request)
    messages.success(request, series.added_message(workshop, sessions))
    return redirect("workshops:cart")


def chosen_attendee(request: HttpRequest) -> dict[str, Any]:
    """The child a guardian has chosen, as a column of the cart item. Script copies the radio into the hidden field."""
    chosen = request.POST.get("child_profile_id") or request.POST.get("attendee")
    return {"child_profile": attendees.chosen_child(request.user, chosen)}


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

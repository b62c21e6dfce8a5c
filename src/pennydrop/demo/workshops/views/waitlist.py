"""Joining the waitlist, and what an instructor does with those who wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .. import promotions, terms, waitlist
from ..models import WorkshopRegistration, WorkshopSession


def join(request: HttpRequest, session: WorkshopSession, details: dict[str, Any]) -> HttpResponse:
    terms.remember(request)
    child = details.pop("child_profile", None)
    try:
        registration = waitlist.join(request.user, session.pk, child, terms.accepted_in(request), **details)
    except waitlist.CannotJoin as reason:
        messages.error(request, str(reason))
        return redirect(session.workshop)
    messages.success(request, "You have been added to the waitlist for this workshop.")
    return redirect("workshops:confirm", registration.pk)


def promote_chosen(request: HttpRequest, session: WorkshopSession, chosen: list[WorkshopRegistration]) -> None:
    promoted = promotions.promote(session, chosen)
    if promoted:
        messages.success(request, f"Promoted {promoted} participants from waitlist.")
    else:
        messages.error(request, "No places available for promotion.")


def move_chosen(request: HttpRequest, chosen: list[WorkshopRegistration]) -> None:
    """Those who get a place without paying for it, because it costs nothing; nobody else."""
    moved = sum(promotions.give_free_place(one) for one in chosen)
    if moved:
        messages.success(request, f"Moved {moved} participants to registered.")
    if moved < len(chosen):
        messages.error(
            request,
            f"{len(chosen) - moved} participants were not moved: there is no place, or it has to be paid first."
            " Promote them from the waitlist instead.",
        )

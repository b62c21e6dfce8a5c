from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import cart, promotions, series, terms
from ..forms import ContactForm
from ..models import Workshop, WorkshopSession
from ..offers import Visitor, offered_sessions
from .waitlist import join


def index(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and "browse" not in request.GET and sees_dashboard(request):
        return redirect("workshops:my_dashboard")
    workshops = Workshop.objects.published().select_related("instructor").order_by("title")
    return render(request, "workshops/index.html", {"workshops": workshops})


def sees_dashboard(request: HttpRequest) -> bool:
    profile = request.user.profile
    return profile.is_student and not profile.is_teacher and not profile.is_guardian


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = get_object_or_404(Workshop.objects.published().select_related("instructor"), slug=slug)
    promotions.pass_on_lapsed(session__workshop=workshop)
    visitor = Visitor(request.user, workshop)
    sessions = series.sessions_of(workshop) if workshop.is_series else []
    context = {
        "workshop": workshop,
        "offers": offered_sessions(visitor),
        "children": visitor.children,
        "series_price": series.price_of(workshop, sessions) if sessions else None,
        "series_length": len(sessions),
    }
    return render(request, "workshops/detail.html", context)


@login_required
def register(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """Contact details for a session in person, on the way into the cart; for a full one, on the way to the waitlist."""
    session = get_object_or_404(WorkshopSession.objects.select_related("workshop"), pk=session_id, workshop__slug=slug)
    if not session.workshop.is_published:
        raise Http404
    promotions.pass_on_lapsed(session=session)
    profile = request.user.profile
    initial = {"email": request.user.email, "phone": profile.phone}
    form = ContactForm(request.user, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if session.has_open_waitlist:
            return join(request, session, form.details())
        try:
            cart.add(request.user, session, **form.details())
            terms.remember(request)
            messages.success(request, f"Added {session.workshop.title} to cart")
        except cart.CannotAdd as reason:
            messages.error(request, str(reason))
        return redirect("workshops:cart")
    return render(request, "workshops/register.html", {"session": session, "form": form, "terms": terms.current()})

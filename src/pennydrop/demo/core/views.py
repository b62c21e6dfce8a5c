from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pennydrop.demo.courses.models import Course
from pennydrop.demo.workshops.models import Workshop


def landing(request: HttpRequest) -> HttpResponse:
    context = {
        "workshops": Workshop.objects.published().order_by("-published_at")[:3],
        "courses": Course.objects.published().order_by("-published_at")[:3],
    }
    return render(request, "core/landing.html", context)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "core/home.html")


@login_required
def admin_portal(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        return redirect("core:landing")
    return render(request, "core/admin_portal.html")


INFORMATION = ("terms", "privacy", "faq", "support")


def information(request: HttpRequest, page: str) -> HttpResponse:
    """What customers have to be told: the terms, privacy, questions about paying, whom to ask."""
    return render(request, f"core/{page}.html", {"support_email": settings.SUPPORT_EMAIL})


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

EXEMPT = (
    "/accounts/profile/setup/",
    "/accounts/logout/",
    "/accounts/verify-email/",
    "/accounts/resend-verification/",
    "/admin/",
    "/healthz",
    "/payments/webhook/",
    "/static/",
)


class ProfileSetupMiddleware:
    """Sends everybody whose profile is unfinished to the set-up page first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(EXEMPT) and needs_profile(request.user):
            return redirect("accounts:profile_setup")
        return self.get_response(request)


def needs_profile(user: User) -> bool:
    return user.is_authenticated and not user.is_superuser and not user.profile.profile_completed

"""Who may enter a view: decorators shared by all apps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def can_buy(user: User) -> bool:
    """Nothing is sold to somebody whose e-mail address is not verified: the receipts would go nowhere."""
    return bool(user.profile.email_verified)


def verified_email_required(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_buy(request.user):
            messages.warning(request, "Please verify your email address before making a purchase.")
            return redirect("accounts:resend_verification")
        return view(request, *args, **kwargs)

    return guarded


def teacher_required(message: str, to: str = "core:home", login_url: str | None = None) -> Callable[[View], View]:
    """Only teachers and staff; everybody else is redirected to ``to`` with ``message``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not (request.user.profile.is_teacher or request.user.is_staff):
                messages.error(request, message)
                return redirect(to)
            return view(request, *args, **kwargs)

        return login_required(guarded, login_url=login_url)

    return decorate

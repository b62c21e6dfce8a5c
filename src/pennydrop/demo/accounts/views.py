from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .forms import LoginForm, ProfileForm
from .signup_form import SignUpForm
from .verification import send_verification, verify


class LoginView(DjangoLoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return "/admin-portal/" if self.request.user.is_staff else "/"


@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.create_user()
        announce_verification(request, user)
        return redirect("accounts:signup")
    sent_to = request.session.pop("verification_note", "")
    return render(request, "accounts/signup.html", {"form": form, "verification_note": sent_to})


def announce_verification(request: HttpRequest, user: User) -> None:
    mail = send_verification(request, user)
    mail.refresh_from_db()
    if mail.sent_at:
        note = f"Account created successfully! We sent a verification email to {user.email}."
        messages.success(request, note)
    else:
        note = (
            f"Account created, but there was an issue sending the verification email: {mail.last_error}. "
            "You can try resending it below or contact support."
        )
        messages.info(request, note)
    request.session["verification_note"] = note


def verify_email(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    user = verify(uid, token)
    if user is None:
        messages.error(
            request,
            "Email verification link is invalid or has expired. Please request a new verification email.",
        )
        return redirect("accounts:resend_verification_public")
    login(request, user)
    messages.success(request, "Email verified successfully! Please complete your profile to get started.")
    return redirect("accounts:profile_setup")


@login_required
def profile_setup(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user.profile)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
        messages.success(request, "Profile completed successfully!")
        return redirect("core:landing")
    return render(request, "accounts/profile_setup.html", {"form": form})


@login_required
def resend_verification(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        send_verification(request, request.user)
        messages.success(request, f"Verification email sent to {request.user.email}.")
        return redirect("accounts:resend_verification")
    return render(request, "accounts/resend_verification.html")


def resend_verification_public(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        user = User.objects.filter(username=request.POST.get("email", "").strip().lower()).first()
        if user is not None and not user.profile.email_verified:
            send_verification(request, user)
        messages.success(request, "If this address has an account, a verification email is on its way.")
        return redirect("accounts:resend_verification_public")
    return render(request, "accounts/resend_verification.html", {"ask_for_email": True})

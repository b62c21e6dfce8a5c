"""Proof that an e-mail address belongs to its user: a signed link sent to it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from pennydrop.demo.core import outbox
from pennydrop.demo.core.models import OutgoingMail


class EmailVerificationTokens(PasswordResetTokenGenerator):
    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{user.email}{user.profile.email_verified}{timestamp}"


tokens = EmailVerificationTokens()


def send_verification(request: HttpRequest, user: User) -> OutgoingMail:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    link = request.build_absolute_uri(reverse("accounts:verify_email", args=[uid, tokens.make_token(user)]))
    with transaction.atomic():
        return outbox.post(
            to=user.email,
            subject="Verify your email address - {site}",
            template="accounts/mail/verify_email.txt",
            context={"user": user, "link": link},
        )


def verify(uid: str, token: str) -> User | None:
    """Mark the address as verified; ``None`` when the link is wrong, too old or was used before."""
    try:
        user = User.objects.select_related("profile").get(pk=force_str(urlsafe_base64_decode(uid)))
    except (User.DoesNotExist, ValueError):
        return None
    if not tokens.check_token(user, token):
        return None
    user.profile.email_verified = True
    user.profile.email_verified_at = timezone.now()
    user.profile.save(update_fields=["email_verified", "email_verified_at", "updated_at"])
    return user

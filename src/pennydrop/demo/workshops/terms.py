"""Which terms a customer accepted: kept in the browser session, carried by the payment, stored with the place."""

from __future__ import annotations

from django.http import HttpRequest

from .models import TermsAcceptance, WorkshopRegistration, WorkshopTermsAndConditions

SESSION_KEY = "workshop_terms"
METADATA_LIMIT = 500


def current() -> WorkshopTermsAndConditions:
    return WorkshopTermsAndConditions.objects.get(is_current=True)


def remember(request: HttpRequest) -> None:
    request.session[SESSION_KEY] = {
        "terms_version": str(current().version),
        "terms_ip_address": request.META.get("REMOTE_ADDR", ""),
        "terms_user_agent": request.headers.get("User-Agent", "")[:METADATA_LIMIT],
    }


def accepted_in(request: HttpRequest) -> dict[str, str]:
    """Metadata of a payment made in this browser session; empty if no terms were accepted in it."""
    return dict(request.session.get(SESSION_KEY, {}))


def record(registration: WorkshopRegistration, metadata: dict[str, str]) -> None:
    version = WorkshopTermsAndConditions.objects.filter(version=metadata.get("terms_version") or 0).first()
    TermsAcceptance.objects.create(
        registration=registration,
        student=registration.student,
        terms_version=version or current(),
        ip_address=metadata.get("terms_ip_address") or None,
        user_agent=metadata.get("terms_user_agent", ""),
    )

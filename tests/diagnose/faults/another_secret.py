"""STRIPE_WEBHOOK_SECRET is the one of another endpoint: every genuine message is refused."""

from __future__ import annotations


def seed() -> None:
    from django.conf import settings

    settings.STRIPE_WEBHOOK_SECRET = "whsec_" + "of-another-endpoint"

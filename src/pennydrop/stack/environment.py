"""The environments of the processes: what a site needs to join the run, and what a child inherits."""

from __future__ import annotations

import os
from collections.abc import Mapping

from pennydrop.settings import Settings

# A short list of what may pass: a child must not pick up the DATABASE_URL, live key or proxy of whoever runs the suite.
_INHERITED = (
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "LOGNAME",
    "PATH",
    "PYTHONPATH",
    "SSL_CERT_FILE",
    "TMPDIR",
    "USER",
    "VIRTUAL_ENV",
)


def child_environment(own: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: the harmless part of ours, and what is its ``own``."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {**inherited, "PYTHONUNBUFFERED": "1", **own}


def site_environment(settings: Settings) -> dict[str, str]:
    """What a site must have in its environment to take part: Stripe's address and keys, and the mailbox.

    It follows from the settings alone, so it is the same after every restart. Contains secrets.
    """
    return {
        "STRIPE_API_BASE": settings.stripe_api,
        "STRIPE_SECRET_KEY": settings.stripe_secret_key.get_secret_value(),
        "STRIPE_PUBLISHABLE_KEY": settings.stripe_publishable_key,
        "STRIPE_WEBHOOK_SECRET": settings.webhook_secret.get_secret_value(),
        "EMAIL_HOST": settings.smtp_host,
        "EMAIL_PORT": str(settings.smtp_port),
        "EMAIL_USE_TLS": "False",
    }

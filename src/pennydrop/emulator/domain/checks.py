"""Checks that several resources share."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pennydrop.emulator.wire.errors import invalid

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")


def checked_url(url: str | None, param: str) -> str | None:
    """The address; ``StripeError`` url_invalid unless it is a whole http(s) address."""
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid("Not a valid URL", param, "url_invalid")
    return url


def checked_email(email: str | None, param: str) -> str | None:
    """The address; ``StripeError`` email_invalid unless it looks like one."""
    if email and not _EMAIL.match(email):
        raise invalid(f"Invalid email address: {email}", param, "email_invalid")
    return email or None

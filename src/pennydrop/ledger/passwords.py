"""Password hashes as Django stores them."""

from __future__ import annotations

import base64
import hashlib
import secrets
import string

_ALPHABET = string.ascii_letters + string.digits
# Django replaces a hash with a shorter salt (under 128 bits) at the next log-in.
_SALT_LENGTH = 26


def django_password_hash(password: str, iterations: int = 1, salt: str | None = None) -> str:
    """``pbkdf2_sha256$<iterations>$<salt>$<hash>``, for ``auth_user.password``.

    One iteration costs nothing, and Django then stores a hash of its own strength at the first log-in; two first
    log-ins at once would end each other's session. So write one person this way, log in once, and give everybody
    else the hash that ``auth_user.password`` holds afterwards.
    """
    salt = salt or "".join(secrets.choice(_ALPHABET) for _ in range(_SALT_LENGTH))
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode("ascii"), iterations)
    return f"pbkdf2_sha256${iterations}${salt}${base64.b64encode(digest).decode('ascii')}"

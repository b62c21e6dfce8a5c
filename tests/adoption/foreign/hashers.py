from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OwnHasher(PBKDF2PasswordHasher):
    """Django's kind at a cost that nobody outside can know; a hash of another cost is rewritten at log-in."""

    iterations = 20_000

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OwnHasher(PBKDF2PasswordHasher):
    """Django's own kind at this site's own cost, which nobody outside can know: other hashes are rewritten at log-in."""

    iterations = 20_000

"""Django's ``SECRET_KEY`` for the reference site: random, one per clone, so that sessions outlive a restart."""

from __future__ import annotations

import secrets

from pennydrop.settings import Settings


def secret_key(settings: Settings) -> str:
    """The key in ``site/secret_key``, made at first use and readable by this user only."""
    path = settings.state_dir / "site" / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")

"""What was found, without saying it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

SHOWN = 12  # digits of the fingerprint a person reads and copies


@dataclass(frozen=True)
class Finding:
    """A secret at ``line`` (from 1). ``kind``: ``live Stripe secret key``, ``GitHub Token``, ...

    ``sha1`` is the secret's hash as detect-secrets writes it into a baseline; ``masked`` shows how the secret begins
    and how long it is.
    """

    kind: str
    line: int
    masked: str
    sha1: str

    @property
    def fingerprint(self) -> str:
        """What to write into ``golive.accepted_secrets`` once the secret is revoked."""
        return self.sha1[:SHOWN]

    def __str__(self) -> str:
        return f"{self.kind} {self.masked}, fingerprint {self.fingerprint}"


def found(kind: str, secret: str, line: int, *, shown: str = "") -> Finding:
    """A finding of ``secret``, of which only the beginning ``shown`` may be read (it says nothing: ``sk_live_``)."""
    digest = hashlib.sha1(secret.encode(), usedforsecurity=False).hexdigest()
    return Finding(kind, line, f"{shown}... ({len(secret)} characters)", digest)

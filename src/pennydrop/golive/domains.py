"""Where a registered domain begins: ``recorder-ed.co.uk`` belongs to somebody, ``co.uk`` to everybody."""

from __future__ import annotations

import ipaddress
from functools import cache

from pennydrop.golive.extras import golive_extra

with golive_extra("comparing domains"):
    from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    """Mozilla's list as it is installed; nothing is fetched."""
    return PublicSuffixList()


def registered_domain(host: str) -> str | None:
    """The domain somebody has registered for ``host``; ``None`` for an address, a public suffix or a bare name."""
    host = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        found: str | None = _suffixes().privatesuffix(host)
        return None if host.endswith(".localhost") else found
    return None


def within(host: str, domain: str) -> bool:
    """True for the domain itself and for what is below it; ``notrecorder-ed.com`` is not below ``recorder-ed.com``."""
    host, domain = host.rstrip(".").lower(), domain.rstrip(".").lower()
    return host == domain or host.endswith(f".{domain}")

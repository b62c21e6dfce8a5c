"""Which hosts the browser may reach: the site, Stripe, and what the settings add. Others do not exist for it.

Chromium does this itself while it resolves names, literal addresses included, so a request costs nothing more.
Playwright's ``route`` would do it too, but takes every request through Python: 6 to 9 ms each on a small machine.
Behind a proxy, the proxy is what the browser must reach: name it in ``PENNYDROP_ALLOWED_HOSTS``; it then decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pennydrop.settings import Settings

# What Checkout needs of Stripe: pages, scripts, fraud signals, and the captcha that comes with them.
STRIPE_HOSTS = ("*.stripe.com", "*.stripe.network", "*.stripecdn.com", "hcaptcha.com", "*.hcaptcha.com")


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """The hosts of this run; ``*.example.com`` stands for every host below it."""
    stripe_api = _host(settings.stripe_api)
    stripe = STRIPE_HOSTS if stripe_api.endswith(".stripe.com") else (stripe_api,)
    return tuple(dict.fromkeys([_host(settings.site), *stripe, *settings.allowed_hosts]))


def resolver_rules(hosts: Iterable[str]) -> str:
    """The value of Chromium's ``--host-resolver-rules`` that leaves these hosts, and none besides."""
    return ", ".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in hosts)])


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""

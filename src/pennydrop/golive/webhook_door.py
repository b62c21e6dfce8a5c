"""The site's webhook, knocked at from outside with requests that change nothing there.

What is signed properly is about nothing: an event of a type no shop acts upon, with ids that nobody has. A site that
follows Stripe's advice acknowledges it and leaves it alone.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from pydantic import SecretStr

from pennydrop.gateway import forgery
from pennydrop.gateway.forgery import WebhookRequest
from pennydrop.golive.check import Answer, waiting
from pennydrop.golive.examination import Examination
from pennydrop.golive.production_environment import production_environment
from pennydrop.golive.visitor import trust, unreachable
from pennydrop.golive.webhook_address import webhook_address
from pennydrop.settings import LOCAL_WEBHOOK_SECRET

# The first that the site does not ask for is sent. Stripe sends each only to accounts that subscribe to it by name,
# and what they tell (a new kind of report, ...) concerns no customer, no order and no money.
HARMLESS = {
    "reporting.report_type.updated": "reporting.report_type",
    "sigma.scheduled_query_run.created": "scheduled_query_run",
    "climate.product.pricing_updated": "climate.product",
}
PROBE = "pennydrop_golive"


@dataclass(frozen=True)
class Knock:
    """What came back: the status, where a redirect leads, and after how many seconds."""

    status: int
    location: str | None
    seconds: float

    @property
    def redirected(self) -> bool:
        """Whether it is sent elsewhere, which Stripe does not follow."""
        return 300 <= self.status < 400

    @property
    def accepted(self) -> bool:
        """What Stripe takes for success."""
        return 200 <= self.status < 300

    def __str__(self) -> str:
        return f"{self.status}" + (f" to {self.location}" if self.location else "")


class Door:
    """The webhook at ``url``. ``SiteUnreachable`` when nothing that is HTTP comes back."""

    def __init__(self, examination: Examination, client: httpx2.Client, url: str) -> None:
        self._examination, self._client, self.url = examination, client, url

    def knock(self, request: WebhookRequest) -> Knock:
        """POST it once, as Stripe would: without following a redirect."""
        return self._send("POST", content=request.body, headers=request.headers)

    def get(self) -> Knock:
        """GET it, as a browser would."""
        return self._send("GET")

    def _send(self, method: str, **what: Any) -> Knock:
        started = time.monotonic()
        try:
            answer = self._client.request(method, self.url, **what)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise unreachable(self._examination, self.url, error) from None
        finally:
            self._client.cookies.clear()
        return Knock(answer.status_code, answer.headers.get("location"), time.monotonic() - started)


@contextmanager
def door(examination: Examination, url: str | None = None) -> Iterator[Door]:
    """The site's webhook, or ``url`` instead of it."""
    client = httpx2.Client(
        verify=trust(examination), timeout=examination.settings.deadline, follow_redirects=False, trust_env=False
    )
    with client:
        yield Door(examination, client, url or webhook_address(examination))


def harmless_event(examination: Examination) -> Mapping[str, Any]:
    """An event the site has to acknowledge and leave alone. Its ids begin with ``pennydrop_golive``."""
    settings = examination.settings
    acted_upon = {*examination.golive.webhook_events, *settings.webhook_events}
    type = next(each for each in HARMLESS if each not in acted_upon)
    id = f"{PROBE}_{secrets.token_hex(8)}"
    live = settings.profile == "live"
    about = {"id": id, "object": HARMLESS[type], "livemode": live}
    return forgery.event(type, about, id=f"evt_{id}", live=live)


@dataclass(frozen=True)
class SigningSecret:
    """What to sign with, and where it stands. ``from_stripe``: somebody has copied it from the Dashboard for us."""

    value: SecretStr
    where: str
    from_stripe: bool


def signing_secret(examination: Examination) -> SigningSecret:
    """``PENNYDROP_WEBHOOK_SECRET`` if it is set, as Stripe never tells the secret again; else the site's own."""
    ours, name = examination.settings.webhook_secret, examination.golive.webhook_secret_variable
    environment = examination.once(production_environment)
    if ours.get_secret_value() == LOCAL_WEBHOOK_SECRET and environment is not None and environment.values.get(name):
        return SigningSecret(environment.secret(name), f"{name} in {environment.source}", from_stripe=False)
    return SigningSecret(ours, "PENNYDROP_WEBHOOK_SECRET", from_stripe=True)


def signed_knock(examination: Examination) -> Knock:
    """How the site answers a harmless event with the right signature."""
    secret = signing_secret(examination).value.get_secret_value()
    with door(examination) as here:
        return here.knock(forgery.signed(harmless_event(examination), secret))


def unsigned_knock(examination: Examination) -> Knock:
    """How the site answers a harmless event without any signature."""
    with door(examination) as here:
        return here.knock(forgery.unsigned(harmless_event(examination)))


def sent_elsewhere(examination: Examination, knock: Knock, what: str) -> Answer | None:
    """The answer of a check that met a redirect: whoever redirects everything is told by webhook-no-redirect."""
    if knock.redirected and examination.once(unsigned_knock).redirected:
        return waiting(f"{what} is answered with {knock}", on="webhook-no-redirect")
    return None

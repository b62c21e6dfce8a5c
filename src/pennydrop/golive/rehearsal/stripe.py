"""The rehearsal's Stripe: the emulator as a live account, with keys, and the site's webhook endpoint."""

from __future__ import annotations

import secrets
import string
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from pennydrop.errors import StripeUnreachable
from pennydrop.golive_settings import NEEDED_EVENTS
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.probes import http_answers

API_VERSION = "2026-10-28.endive"
HOST = "127.0.0.1"
_LETTERS = string.ascii_letters + string.digits


class LiveStripe:
    """One live account at an emulator of its own.

    ``restricted_key`` and ``publishable_key`` are the site's; ``secret_key`` may do everything. ``endpoint`` is the
    site's webhook endpoint, ``webhook_secret`` what it signs with.
    """

    def __init__(self, launcher: Launcher, port: int, ca_file: Path, *, name: str) -> None:
        self.url = f"http://{HOST}:{port}"
        self.secret_key = "sk_live_51" + random_letters(40)
        self.account = self.restricted_key = self.publishable_key = ""
        self.endpoint = self.webhook_secret = ""
        self._client = httpx2.Client(base_url=self.url, trust_env=False, timeout=30)
        self._process = launcher.process(
            "emulator",
            [sys.executable, "-m", "pennydrop.emulator", "--port", str(port)],
            {
                "EMULATOR_LIVE": "1",
                "EMULATOR_SECRET_KEYS": self.secret_key,
                "EMULATOR_ACCOUNT_NAME": name,
                "EMULATOR_API_VERSION": API_VERSION,
                "EMULATOR_CA_FILE": str(ca_file),
            },
        )

    def start(self) -> None:
        """Return when the account is open and has its keys."""
        self._process.start(http_answers(f"{self.url}/__emulator__/ready"))
        self.account = str(self.ask("GET", "account")["id"])
        # A key begins with what its account's id ends with, as Stripe's do.
        ending = "51" + self.account.removeprefix("acct_1") + random_letters(70)
        self.restricted_key, self.publishable_key = (
            "rk_live_" + ending,
            "pk_live_" + "51" + self.account[6:] + random_letters(70),
        )
        for key in (self.restricted_key, self.publishable_key):
            self.order("keys", key=key, account=self.account)

    def stop(self) -> None:
        self._process.stop()
        self._client.close()

    def register(self, url: str) -> None:
        """Register the site's webhook endpoint with the events it needs."""
        made = self.ask("POST", "webhook_endpoints", **_endpoint(url))
        self.endpoint, self.webhook_secret = str(made["id"]), str(made["secret"])

    @contextmanager
    def subscribed(self, *events: str) -> Iterator[None]:
        """The site's endpoint gets these events and no others for a while; what it misses is not sent later."""
        path = f"webhook_endpoints/{self.endpoint}"
        self.ask("POST", path, **enabled(*events))
        yield
        self.ask("POST", path, **enabled(*NEEDED_EVENTS))

    def ask(self, method: str, path: str, **params: Any) -> dict[str, Any]:
        """One call of the API with the secret key; the object it answers. ``StripeUnreachable`` if it is refused."""
        place = "params" if method == "GET" else "data"
        headers = {"Authorization": f"Bearer {self.secret_key}"}
        answer = self._client.request(method, f"/v1/{path}", headers=headers, **{place: params})  # type: ignore[arg-type]
        if answer.is_error:
            raise StripeUnreachable(f"the rehearsal's Stripe refused {method} {path}: {answer.text}")
        found: dict[str, Any] = answer.json()
        return found

    def order(self, route: str, *, method: str = "POST", **asked: Any) -> dict[str, Any]:
        """Do to the account what only Stripe can, by the emulator's own routes."""
        answer = self._client.request(method, f"/__emulator__/{route}", json=asked)
        if answer.is_error:
            raise StripeUnreachable(f"the rehearsal's Stripe did not follow {route}: {answer.text}")
        found: dict[str, Any] = answer.json()
        return found


def _endpoint(url: str) -> dict[str, str]:
    return {"url": url, "api_version": API_VERSION, **enabled(*NEEDED_EVENTS)}


def enabled(*events: str) -> dict[str, str]:
    """The parameters that subscribe an endpoint to these events."""
    return {f"enabled_events[{place}]": name for place, name in enumerate(events)}


def random_letters(length: int) -> str:
    """What follows the beginning of a key or secret."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))

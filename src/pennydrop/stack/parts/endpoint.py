"""Webhooks without the Stripe CLI: an endpoint registered for the length of the run."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence

import requests

from pennydrop.errors import StripeUnreachable
from pennydrop.settings import Settings
from pennydrop.stack.part import Part

TIMEOUT = 10.0


class RegisteredEndpoint(Part):
    """A webhook endpoint that points to the relay, removed at the end."""

    label = "webhooks"
    after = frozenset({"Stripe", "relay"})

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.relay_url + settings.site_webhook_path)
        self._id: str | None = None

    def start(self) -> None:
        fields = {"url": self.url, "enabled_events[]": list(self.settings.webhook_events)}
        try:
            answer = self._ask("POST", "/v1/webhook_endpoints", fields)
        except requests.RequestException as error:
            raise StripeUnreachable(f"{self.settings.stripe_api} does not answer ({type(error).__name__})") from None
        if not answer.ok:
            raise StripeUnreachable(
                f"{self.settings.stripe_api} refused to register the webhook endpoint {self.url}"
                f" ({answer.status_code}): {self.settings.redact(answer.text[:500])}"
            )
        self._id = answer.json()["id"]
        self.summary = f"registered endpoint {self._id}, {len(self.settings.webhook_events)} event types"

    def stop(self) -> None:
        if self._id:
            # An adopted emulator may have ended before us; then there is nothing left to remove.
            with contextlib.suppress(requests.RequestException):
                self._ask("DELETE", f"/v1/webhook_endpoints/{self._id}")
            self._id = None

    def _ask(
        self, method: str, path: str, fields: Mapping[str, str | Sequence[str]] | None = None
    ) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            key = self.settings.stripe_secret_key.get_secret_value()
            return session.request(
                method,
                self.settings.stripe_api + path,
                data=fields,
                headers={"Authorization": f"Bearer {key}"},
                timeout=TIMEOUT,
            )

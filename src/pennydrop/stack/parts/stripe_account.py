"""Stripe itself, or an emulator somebody else runs: seen to answer and to accept the key."""

from __future__ import annotations

import requests

from pennydrop.errors import StripeUnreachable
from pennydrop.settings import STRIPE_API, Settings
from pennydrop.stack.part import Part

TIMEOUT = 10.0


class StripeAccount(Part):
    """The account behind ``stripe_secret_key``."""

    label = "Stripe"

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.stripe_api)

    def start(self) -> None:
        answer = self._ask("/v1/balance")
        if answer.status_code == requests.codes.unauthorized:
            raise StripeUnreachable(
                f"{self.url} refuses the secret key (401); PENNYDROP_STRIPE_SECRET_KEY must be a key of this account"
            )
        if answer.status_code >= requests.codes.server_error:
            raise StripeUnreachable(f"{self.url} answered {answer.status_code} to GET /v1/balance; try again later")
        # A restricted key may lack the permission to read the balance: 403 proves the key all the same.
        version = answer.headers.get("Stripe-Version", "unknown")
        self.summary = f"{self._kind()} at {self.url}, API {version}"

    def _ask(self, path: str) -> requests.Response:
        key = self.settings.stripe_secret_key.get_secret_value()
        try:
            return requests.get(self.url + path, headers={"Authorization": f"Bearer {key}"}, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise StripeUnreachable(
                f"{self.url} does not answer ({type(error).__name__}); check the network, or PENNYDROP_STRIPE_API_BASE"
            ) from None

    def _kind(self) -> str:
        if self.url != STRIPE_API:
            return "another Stripe"
        return "live mode" if self.settings.profile == "live" else "test mode"

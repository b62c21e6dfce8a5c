"""A merchant who opens Checkout Sessions and asks what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

LESSON = {"name": "Private Teaching Payment", "description": "Payment for private teaching", "unit_amount": 6000}


@dataclass(frozen=True)
class Shop:
    """Speaks Stripe's API with a key, and therefore an account, of its own."""

    stripe_url: str
    url: str
    key: str

    def open_session(self, *items: dict[str, Any], currency: str = "gbp", **parameters: Any) -> dict[str, Any]:
        """A Checkout Session for ``items``, or one lesson at £60.00. None leaves a parameter out."""
        data: dict[str, Any] = {
            "mode": "payment",
            "success_url": f"{self.url}/success?session_id={{CHECKOUT_SESSION_ID}}",
            "cancel_url": f"{self.url}/cancel",
            "customer_email": "sophie@example.com",
        }
        for place, item in enumerate(items or [LESSON]):
            line = f"line_items[{place}]"
            data[f"{line}[quantity]"] = item.get("quantity", 1)
            data[f"{line}[price_data][currency]"] = currency
            data[f"{line}[price_data][unit_amount]"] = item["unit_amount"]
            data[f"{line}[price_data][product_data][name]"] = item["name"]
            data[f"{line}[price_data][product_data][description]"] = item.get("description")
        return self._ask("POST", "/v1/checkout/sessions", data | parameters)

    def session(self, session_id: str) -> dict[str, Any]:
        """What Stripe says of a session now."""
        return self._ask("GET", f"/v1/checkout/sessions/{session_id}")

    def expire(self, session_id: str) -> None:
        """Close a session, as time would."""
        self._ask("POST", f"/v1/checkout/sessions/{session_id}/expire")

    def payments(self) -> list[dict[str, Any]]:
        """Every PaymentIntent of this shop."""
        payments: list[dict[str, Any]] = self._ask("GET", "/v1/payment_intents")["data"]
        return payments

    def _ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        given = {name: value for name, value in (data or {}).items() if value is not None}
        headers = {"Authorization": f"Bearer {self.key}"}
        response = requests.request(method, self.stripe_url + path, data=given, headers=headers, timeout=10)
        answer: dict[str, Any] = response.json()
        assert response.ok, answer
        return answer

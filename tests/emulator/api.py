"""Speaks to an emulator inside the test's own process, the way the SDK and a browser do."""

from __future__ import annotations

from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from pennydrop.emulator.web.app import Emulator

SECRET_KEY = "sk_test_shop"
PUBLISHABLE_KEY = "pk_test_shop"
LESSON = {"name": "Lesson", "description": "Sixty minutes"}


class Api:
    """A merchant's account. Parameters are nested dicts and lists and travel in Stripe's form encoding."""

    def __init__(self, client: TestClient, emulator: Emulator, key: str = SECRET_KEY) -> None:
        self.client, self.emulator, self.key = client, emulator, key
        self.version: str | None = None

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **params: Any) -> Response:
        """One request, whatever comes of it."""
        sent = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        if self.version:
            sent["Stripe-Version"] = self.version
        form = encoded(params)
        place: dict[str, Any] = {"data": form} if method == "POST" else {"params": form}
        return self.client.request(method, f"/v1/{path}", headers=sent | (headers or {}), **place)

    def post(self, path: str, **params: Any) -> dict[str, Any]:
        """The object of a request that is taken."""
        return self._taken(self.send("POST", path, **params))

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        return self._taken(self.send("GET", path, **params))

    def delete(self, path: str) -> dict[str, Any]:
        return self._taken(self.send("DELETE", path))

    def refused(self, method: str, path: str, status: int = 400, **params: Any) -> dict[str, Any]:
        """The error of a request that is refused with this status."""
        answer = self.send(method, path, **params)
        assert answer.status_code == status, answer.text
        error: dict[str, Any] = answer.json()["error"]
        return error

    def open_session(self, unit_amount: int = 6000, **params: Any) -> dict[str, Any]:
        """A Checkout Session for one lesson."""
        price = {"currency": "gbp", "unit_amount": unit_amount, "product_data": LESSON}
        defaults = {
            "mode": "payment",
            "line_items": [{"price_data": price, "quantity": 1}],
            "success_url": "http://shop.test/done?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://shop.test/cart",
            "customer_email": "sophie@example.com",
        }
        return self.post("checkout/sessions", **{**defaults, **params})

    def pay(self, session_id: str, number: str = "4242424242424242", **params: Any) -> Response:
        """What the Checkout page does with a card."""
        data = {
            "type": "card",
            "card": {"number": number, "exp_month": 12, "exp_year": 34, "cvc": "123"},
            "billing_details": {"name": "Sophie Lee", "email": "sophie@example.com"},
        }
        form = encoded({"key": PUBLISHABLE_KEY, "payment_method_data": data, **params})
        return self.client.post(f"/v1/payment_pages/{session_id}/confirm", data=form)

    def paid_intent(self, method: str = "pm_card_visa", amount: int = 6000, **params: Any) -> dict[str, Any]:
        """A PaymentIntent that was confirmed at its creation."""
        fixed = {"amount": amount, "confirm": True, "payment_method": method, "payment_method_types": ["card"]}
        return self.post("payment_intents", currency="gbp", **fixed, **params)

    def event_types(self) -> list[str]:
        """The types of all events, oldest first."""
        return [event["type"] for event in reversed(self.get("events", limit=100)["data"])]

    def move_clock(self, seconds: float) -> None:
        """Let the emulator's time pass."""
        assert self.client.post("/__emulator__/clock", json={"advance": seconds}).status_code == 200

    @staticmethod
    def _taken(answer: Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        taken: dict[str, Any] = answer.json()
        return taken


def encoded(params: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """``{"a": {"b": [1]}}`` as ``{"a[b][0]": "1"}``."""
    form: dict[str, str] = {}
    for name, value in params.items():
        key = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, list):
            value = {str(place): each for place, each in enumerate(value)}
        if isinstance(value, dict):
            form |= encoded(value, key)
        elif value is not None:
            form[key] = str(value).lower() if isinstance(value, bool) else str(value)
    return form

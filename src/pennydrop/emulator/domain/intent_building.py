"""A new PaymentIntent from the parameters of its creation."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.checks import checked_email
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.method_making import method_by_id

TEXTS = ("description", "statement_descriptor", "statement_descriptor_suffix", "transfer_group")


def build_intent(tx: Transaction, amount: int, currency: str, data: dict[str, Any]) -> Object:
    """A new PaymentIntent, not stored yet."""
    intent_id = tx.new_id("payment_intent")
    types = data.get("payment_method_types") or data.get("allowed_payment_method_types")
    automatic = data.get("automatic_payment_methods", {"enabled": True} if types is None else None)
    method = method_by_id(tx, data["payment_method"]) if data.get("payment_method") else None
    customer = tx.get("customer", data["customer"], param="customer", status=400) if data.get("customer") else None
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "automatic_payment_methods": automatic and {"allow_redirects": "always", **automatic},
        "capture_method": data.get("capture_method", "automatic_async"),
        "client_secret": f"{intent_id}_secret_{tx.account.ids.text(25)}",
        "confirmation_method": data.get("confirmation_method", "automatic"),
        "created": tx.now,
        "currency": currency,
        "customer": customer and customer["id"],
        "last_payment_error": None,
        "latest_charge": None,
        "metadata": merged({}, data.get("metadata")),
        "next_action": None,
        "payment_method": method and method["id"],
        "payment_method_options": {"card": {"request_three_d_secure": "automatic", **_card_options(data)}},
        "payment_method_types": types or ["card"],
        "receipt_email": checked_email(data.get("receipt_email"), "receipt_email"),
        "setup_future_usage": data.get("setup_future_usage"),
        "shipping": data.get("shipping"),
        "status": "requires_confirmation" if method else "requires_payment_method",
        "_checkout_session": None,
        "_return_url": data.get("return_url"),
        **{name: data.get(name) for name in TEXTS},
    }


def _card_options(data: dict[str, Any]) -> Object:
    options: Object = (data.get("payment_method_options") or {}).get("card") or {}
    return options

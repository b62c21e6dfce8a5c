"""A new Checkout Session from the parameters of its creation."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.checks import checked_email, checked_url
from pennydrop.emulator.domain.line_items import checked_total
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.wire.errors import invalid

HALF_HOUR, DAY = 1_800, 86_400
PLAIN = ("billing_address_collection", "client_reference_id", "customer_creation", "locale", "submit_type")


def check_session(params: dict[str, Any]) -> None:
    """``StripeError`` for what is missing or does not go together."""
    for name in ("mode", "success_url", "line_items"):
        if not params.get(name):
            raise invalid(f"Missing required param: {name}.", name, "parameter_missing")
    if "customer" in params and "customer_email" in params:
        raise invalid(
            "You may only specify one of these parameters: customer, customer_email.",
            "customer",
            "parameters_exclusive",
        )
    merged({}, params.get("payment_intent_data", {}).get("metadata"))
    checked_url(params["success_url"], "success_url")
    checked_url(params.get("cancel_url"), "cancel_url")


def build_session(tx: Transaction, params: dict[str, Any], items: list[Object], base_url: str) -> Object:
    """A new open session, not stored yet."""
    total = checked_total(items)
    session_id = tx.new_id("checkout.session")
    customer = tx.get("customer", params["customer"], param="customer", status=400) if "customer" in params else None
    return {
        "id": session_id,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": params.get("cancel_url"),
        "created": tx.now,
        "currency": items[0]["currency"],
        "custom_fields": [],
        "custom_text": {"after_submit": None, "shipping_address": None, "submit": None,
                        "terms_of_service_acceptance": None},
        "customer": customer and customer["id"],
        "customer_creation": None if customer else "if_required",
        "customer_details": None,
        "customer_email": checked_email(params.get("customer_email"), "customer_email"),
        "expires_at": _expires_at(tx, params.get("expires_at")),
        "metadata": merged({}, params.get("metadata")),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_collection": "if_required",
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{base_url}/c/pay/{session_id}",
        "_payment_intent_data": params.get("payment_intent_data", {}),
        **{name: params[name] for name in PLAIN if name in params},
    }  # fmt: skip


def _expires_at(tx: Transaction, asked: int | None) -> int:
    if asked is None:
        return tx.now + DAY
    if not tx.now + HALF_HOUR - 1 <= asked <= tx.now + DAY + 1:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session"
            " creation.",
            "expires_at",
        )
    return asked

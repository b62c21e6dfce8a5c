"""A new PaymentMethod: from a card number (browser), a token, or a ``pm_card_...`` name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.cards import Card, card_by_alias, card_by_number, refuse_unemulated
from pennydrop.emulator.domain.declines import DECLINES, Decline
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.wire.errors import invalid, not_emulated

ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def method_from_data(tx: Transaction, data: Mapping[str, Any]) -> Object:
    """A new PaymentMethod from ``{"type": "card", "card": {...}, "billing_details": {...}}``."""
    if data.get("type", "card") != "card":
        raise not_emulated(f"payment methods of type {data['type']}", "type")
    given = data.get("card")
    if not given:
        raise invalid("Missing required param: card.", "card", "parameter_missing")
    card = _card_from(tx, given)
    made = _build(tx, card, data.get("billing_details") or {}, given)
    made["metadata"] = merged({}, data.get("metadata"))
    made["allow_redisplay"] = data.get("allow_redisplay", "unspecified")
    return tx.add(made)


def _card_from(tx: Transaction, given: Mapping[str, Any]) -> Card:
    live = tx.account.live
    if "token" in given:
        card = None if live else card_by_alias(given["token"])
        if card is None or not given["token"].startswith("tok_"):
            raise invalid(f"No such token: '{given['token']}'", "card[token]", "resource_missing")
        return card
    for name in ("number", "exp_month", "exp_year"):
        if not given.get(name):
            raise invalid(f"Missing required param: card[{name}].", f"card[{name}]", "parameter_missing")
    card_or_refusal = card_by_number(str(given["number"]), live=live)
    refusal = card_or_refusal if isinstance(card_or_refusal, Decline) else _invalid_data(tx, given, card_or_refusal)
    if refusal:
        raise refusal.error()
    assert isinstance(card_or_refusal, Card)  # noqa: S101 - what is not a refusal is a card
    return card_or_refusal


def _invalid_data(tx: Transaction, given: Mapping[str, Any], card: Card) -> Decline | None:
    now = datetime.fromtimestamp(tx.now, UTC)
    month, year = int(given["exp_month"]), _full_year(int(given["exp_year"]))
    if not 1 <= month <= 12:
        return DECLINES["invalid_expiry_month"]
    if (year, month) < (now.year, now.month) or year > now.year + 50:
        return DECLINES["invalid_expiry_year"]
    cvc = given.get("cvc")
    wanted = 4 if card.brand == "amex" else 3
    if cvc and not (str(cvc).isdigit() and len(str(cvc)) in (3, wanted)):
        return DECLINES["invalid_cvc"]
    return None


def _full_year(year: int) -> int:
    return year + 2000 if year < 70 else year + 1900 if year < 100 else year


def method_by_id(tx: Transaction, method_id: str, param: str = "payment_method") -> Object:
    """The PaymentMethod a parameter names. A ``pm_card_...`` name makes a new one, as at Stripe in test mode."""
    card = card_by_alias(method_id) if method_id.startswith("pm_card_") else None
    if card and tx.account.live:
        raise invalid(
            f"You cannot use the test ID '{method_id}' in livemode. If you are testing your integration, please use"
            " your testmode API keys instead.",
            param,
        )
    if card:
        year = datetime.fromtimestamp(tx.now, UTC).year + 1
        return tx.add(_build(tx, card, {}, {"exp_month": 11, "exp_year": year}))
    return tx.get("payment_method", method_id, param=param, status=400)


def _build(tx: Transaction, card: Card, billing: Mapping[str, Any], given: Mapping[str, Any]) -> Object:
    refuse_unemulated(card)
    return {
        "id": tx.new_id("payment_method"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing_details(billing),
        "card": _card_details(card, given, billing),
        "created": tx.now,
        "customer": None,
        "metadata": {},
        "type": "card",
        "_number": card.number,
        "_cvc_given": bool(given.get("cvc")) or "token" in given or "number" not in given,
        "_used": False,
    }


def billing_details(given: Mapping[str, Any]) -> Object:
    """Name and address with every key, empty ones as None."""
    address = given.get("address") or {}
    return {
        "address": {name: address.get(name) or None for name in ADDRESS},
        "email": given.get("email") or None,
        "name": given.get("name") or None,
        "phone": given.get("phone") or None,
        "tax_id": None,
    }


def _card_details(card: Card, given: Mapping[str, Any], billing: Mapping[str, Any]) -> Object:
    address = billing.get("address") or {}
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": _checked(card, "address_line1_check", address.get("line1")),
            "address_postal_code_check": _checked(card, "address_postal_code_check", address.get("postal_code")),
            "cvc_check": _checked(card, "cvc_check", given.get("cvc")),
        },
        "country": card.country,
        "display_brand": card.brand,
        "exp_month": int(given.get("exp_month", 11)),
        "exp_year": _full_year(int(given.get("exp_year", 2035))),
        "fingerprint": "fp" + card.number[::-1][:14],
        "funding": card.funding,
        "generated_from": None,
        "last4": card.last4,
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": card.three_d_secure != "unsupported"},
        "wallet": None,
    }


def _checked(card: Card, name: str, given: object) -> str | None:
    return (card.check(name) or "pass") if given else None

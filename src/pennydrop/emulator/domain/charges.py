"""Charges: the record of an attempt to take money."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.balance import record_charge
from pennydrop.emulator.domain.cards import Card
from pennydrop.emulator.domain.declines import Decline
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.registry import Answer, Call, endpoint

PATH = "/v1/charges"

readable("charge", PATH, "charge", "customer payment_intent")


@endpoint(f"POST {PATH}/{{charge}}", "description metadata receipt_email")
def update(call: Call) -> Answer:
    charge = call.tx.get("charge", call.ids["charge"])
    changes: Object = {name: call.params[name] for name in ("description", "receipt_email") if name in call.params}
    changes["metadata"] = merged(charge["metadata"], call.params.get("metadata"))
    previous = call.tx.update(charge, **changes)
    if previous:
        call.tx.emit("charge.updated", charge, previous)
    return charge


def add_charge(
    tx: Transaction, intent: Object, method: Object, card: Card, decline: Decline | None, *, authenticated: bool
) -> Object:
    """Store the charge of one attempt; ``decline`` says how it failed."""
    captured = decline is None and intent["capture_method"] != "manual"
    amount = intent["amount"]
    charge_id = tx.new_id("charge")
    return tx.add(
        {
            "id": charge_id,
            "object": "charge",
            "amount": amount,
            "amount_captured": amount if captured else 0,
            "amount_refunded": 0,
            "billing_details": method["billing_details"],
            "calculated_statement_descriptor": tx.account.name.upper()[:22] if decline is None else None,
            "captured": captured,
            "created": tx.now,
            "currency": intent["currency"],
            "customer": intent["customer"],
            "description": intent["description"],
            "disputed": False,
            "failure_code": decline and decline.code,
            "failure_message": decline and decline.message,
            "fraud_details": {},
            "metadata": intent["metadata"],
            "outcome": _outcome(card, decline),
            "paid": decline is None,
            "payment_intent": intent["id"],
            "payment_method": method["id"],
            "payment_method_details": {"card": _card_details(method, amount, authenticated), "type": "card"},
            "receipt_email": intent["receipt_email"],
            "receipt_url": f"https://pay.stripe.com/receipts/payment/{charge_id}" if decline is None else None,
            "refunded": False,
            "shipping": intent["shipping"],
            "statement_descriptor": intent["statement_descriptor"],
            "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
            "status": "succeeded" if decline is None else "failed",
            "transfer_group": intent["transfer_group"],
            "_number": card.number,
        }
    )


def settle(tx: Transaction, charge: Object) -> None:
    """Put the money on the balance; Stripe does it a moment after the payment and tells with ``charge.updated``."""
    transaction = record_charge(tx, charge)
    previous = tx.update(charge, balance_transaction=transaction["id"])
    tx.emit("charge.updated", charge, previous)


def _outcome(card: Card, decline: Decline | None) -> Object:
    level, score = card.risk
    outcome: Object = {
        "advice_code": decline and decline.advice_code,
        "network_advice_code": decline and decline.network_advice_code,
        "network_decline_code": decline and decline.network_decline_code,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": level,
        "risk_score": score,
        "seller_message": "Payment complete.",
        "type": "authorized",
    }
    if "blocked" in card.effects:
        blocked = "Stripe blocked this payment as too risky."
        return outcome | {
            "network_status": "not_sent_to_network",
            "reason": "highest_risk_level",
            "seller_message": blocked,
            "type": "blocked",
        }
    if decline:
        return outcome | {
            "network_status": "declined_by_network",
            "reason": decline.decline_code,
            "seller_message": "The bank did not return any further details with this decline.",
            "type": "issuer_declined",
        }
    return outcome


def _card_details(method: Object, amount: int, authenticated: bool) -> Object:
    card = method["card"]
    same = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "regulated_status",
    )
    three_d_secure = {
        "authentication_flow": "challenge",
        "electronic_commerce_indicator": "05",
        "exemption_indicator": None,
        "result": "authenticated",
        "result_reason": None,
        "transaction_id": None,
        "version": "2.2.0",
    }
    return {name: card[name] for name in same} | {
        "amount_authorized": amount,
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
        "three_d_secure": three_d_secure if authenticated else None,
        "wallet": None,
    }

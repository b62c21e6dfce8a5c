"""Balance transactions and Stripe's fees."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.cards import taken_card
from pennydrop.emulator.domain.reading import readable

# Basis points and a fixed part in minor units, as Stripe charges for domestic cards.
FEES = {"gbp": (150, 20), "eur": (150, 25)}
OTHER_FEE = (290, 30)
DAYS_PENDING = 2
DAY = 86_400

readable("balance_transaction", "/v1/balance_transactions", "id", "type source currency")


def stripe_fee(amount: int, currency: str) -> int:
    """What Stripe keeps of a payment, in minor units."""
    basis_points, fixed = FEES.get(currency, OTHER_FEE)
    return round(amount * basis_points / 10_000) + fixed


def record_charge(tx: Transaction, charge: Object) -> Object:
    """The balance transaction of a captured charge."""
    amount, currency = charge["amount_captured"], charge["currency"]
    fee = stripe_fee(amount, currency)
    at_once = "available_now" in taken_card(charge["_number"]).effects
    details = [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": "Stripe processing fees",
            "type": "stripe_fee",
        }
    ]
    return _add(tx, charge, "charge", amount, fee, details, available_now=at_once)


def record_refund(tx: Transaction, refund: Object) -> Object:
    """The balance transaction of a refund; Stripe does not give its fee back."""
    return _add(tx, refund, "refund", -refund["amount"], 0, [], available_now=True)


def _add(
    tx: Transaction, source: Object, kind: str, amount: int, fee: int, details: list[Object], *, available_now: bool
) -> Object:
    return tx.add(
        {
            "id": tx.new_id("balance_transaction"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": tx.now if available_now else tx.now + DAYS_PENDING * DAY,
            "balance_type": "payments",
            "created": tx.now,
            "currency": source["currency"],
            "description": source.get("description"),
            "exchange_rate": None,
            "fee": fee,
            "fee_details": details,
            "net": amount - fee,
            "reporting_category": kind,
            "source": source["id"],
            "status": "available" if available_now else "pending",
            "type": kind,
        }
    )

"""Balance transactions and Stripe's fees."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.cards import taken_card
from pennydrop.emulator.domain.reading import readable

# Basis points and a fixed part in minor units, as Stripe charges for domestic cards.
FEES = {"gbp": (150, 20), "eur": (150, 25)}
OTHER_FEE = (290, 30)
DISPUTE_FEE = 2_000
DAYS_PENDING = 2
DAY = 86_400

readable("balance_transaction", "/v1/balance_transactions", "id", "type source currency payout")


def stripe_fee(amount: int, currency: str) -> int:
    """What Stripe keeps of a payment, in minor units."""
    basis_points, fixed = FEES.get(currency, OTHER_FEE)
    return round(amount * basis_points / 10_000) + fixed


def record_charge(tx: Transaction, charge: Object) -> Object:
    """The balance transaction of a captured charge."""
    amount, currency = charge["amount_captured"], charge["currency"]
    fee = stripe_fee(amount, currency)
    at_once = "available_now" in taken_card(charge["_number"]).effects
    details = [_fee(fee, currency, "Stripe processing fees")]
    return _add(tx, charge, "charge", amount, fee, details, available_now=at_once)


def record_refund(tx: Transaction, refund: Object) -> Object:
    """The balance transaction of a refund; Stripe does not give its fee back."""
    return _add(tx, refund, "refund", -refund["amount"], 0, [], available_now=True)


def record_dispute(tx: Transaction, dispute: Object) -> Object:
    """The balance transaction that takes a disputed amount back, and the fee of the dispute."""
    details = [_fee(DISPUTE_FEE, dispute["currency"], "Dispute fee")]
    return _add(tx, dispute, "dispute", -dispute["amount"], DISPUTE_FEE, details, available_now=True)


def record_payout(tx: Transaction, payout: Object, kind: str = "payout") -> Object:
    """The balance transaction of a payout, or of its return (``payout_failure``)."""
    amount = payout["amount"] if kind == "payout_failure" else -payout["amount"]
    return _add(tx, payout, kind, amount, 0, [], available_now=True)


def _fee(amount: int, currency: str, description: str) -> Object:
    return {
        "amount": amount,
        "application": None,
        "currency": currency,
        "description": description,
        "type": "stripe_fee",
    }


def _add(
    tx: Transaction,
    source: Object,
    kind: str,
    amount: int,
    fee: int,
    details: list[Object],
    *,
    available_now: bool,
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
            "type": "adjustment" if kind == "dispute" else kind,
            "payout": None,
        }
    )

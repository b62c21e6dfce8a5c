"""Disputes: a customer's bank takes a payment back. Here the control route opens them."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.balance import DAY, record_dispute
from pennydrop.emulator.domain.reading import readable

DAYS_TO_ANSWER = 7

readable("dispute", "/v1/disputes", "dispute", "charge payment_intent")


def dispute(tx: Transaction, charge: Object, amount: int | None = None, reason: str = "fraudulent") -> Object:
    """Open a dispute of a charge's whole amount, or of ``amount`` minor units. ``ValueError`` for an unpaid charge."""
    taken = charge["amount"] if amount is None else amount
    if charge["status"] != "succeeded" or charge["disputed"] or not 0 < taken <= charge["amount"]:
        raise ValueError(
            f"charge {charge['id']} cannot be disputed for {taken}: it is {charge['status']} over"
            f" {charge['amount']}, disputed: {charge['disputed']}"
        )
    opened: Object = tx.add(_new_dispute(tx, charge, taken, reason))
    withdrawn = record_dispute(tx, opened)
    tx.update(charge, disputed=True)
    tx.emit("charge.dispute.created", opened)
    tx.update(opened, balance_transactions=[withdrawn])
    tx.emit("charge.dispute.funds_withdrawn", opened)
    return opened


def _new_dispute(tx: Transaction, charge: Object, amount: int, reason: str) -> Object:
    brand = charge["payment_method_details"]["card"]["brand"]
    return {
        "id": tx.new_id("dispute"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": tx.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {
            "due_by": tx.now + DAYS_TO_ANSWER * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {"brand": brand, "case_type": "chargeback", "network_reason_code": "10.4"},
            "type": "card",
        },
        "reason": reason,
        "status": "needs_response",
    }

"""What Stripe lists of a sale, newest first: its objects, with the figures of the sale put in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.reconcile.world import Pay, Sale

SAMPLES = Path(__file__).parent / "objects"
SESSION, CHARGE, REFUND = (
    json.loads((SAMPLES / f"{name}.json").read_text()) for name in ("session", "charge", "refund")
)


def _listed(sale: Sale) -> Iterator[Pay]:
    return (pay for pay in reversed(sale.pays) if pay.known)


def sessions_of(sale: Sale) -> Iterator[dict[str, Any]]:
    for pay in _listed(sale):
        metadata = {"order": pay.order, "customer": str(sale.number)} if pay.order else {"app": "newsletter"}
        yield {
            **SESSION,
            "id": pay.session,
            "created": pay.at - 60,
            "amount_total": pay.amount,
            "currency": pay.currency,
            "payment_intent": pay.intent if pay.paid or pay.tries else None,
            "payment_status": "paid" if pay.paid else "unpaid",
            "status": "complete" if pay.paid else "expired",
            "metadata": metadata,
        }


def charges_of(sale: Sale) -> Iterator[dict[str, Any]]:
    for pay in _listed(sale):
        if pay.paid:
            yield charge_of(pay)
        for number, card in reversed(list(enumerate(pay.tries))):
            failed = {"status": "failed", "captured": False, "paid": False, "failure_code": "card_declined"}
            details = {"card": {**CHARGE["payment_method_details"]["card"], "fingerprint": card}, "type": "card"}
            yield {
                **charge_of(pay),
                **failed,
                "id": f"ch_{pay.id:0>18}_{number:05d}",
                "amount": pay.try_amount or pay.amount,
                "amount_captured": 0,
                "amount_refunded": 0,
                "balance_transaction": None,
                "payment_method_details": details,
            }


def charge_of(pay: Pay) -> dict[str, Any]:
    return {
        **CHARGE,
        "id": pay.charge,
        "created": pay.at,
        "amount": pay.amount,
        "amount_captured": pay.amount,
        "amount_refunded": pay.returned,
        "currency": pay.currency,
        "payment_intent": pay.intent,
        "disputed": pay.dispute is not None,
    }


def refunds_of(sale: Sale) -> Iterator[dict[str, Any]]:
    for pay in _listed(sale):
        for number, (amount, status, at) in reversed(list(enumerate(pay.refunds))):
            yield {
                **REFUND,
                "id": f"re_{pay.id:0>18}_{number}",
                "created": at,
                "amount": amount,
                "currency": pay.currency,
                "status": status,
                "payment_intent": pay.intent,
                "charge": charge_of(pay),
            }


def disputes_of(sale: Sale) -> Iterator[dict[str, Any]]:
    for pay in _listed(sale):
        if pay.dispute:
            amount, status, at = pay.dispute
            yield {
                "id": f"dp_{pay.id:0>18}",
                "object": "dispute",
                "created": at,
                "amount": amount,
                "currency": pay.currency,
                "status": status,
                "payment_intent": pay.intent,
                "charge": charge_of(pay),
            }

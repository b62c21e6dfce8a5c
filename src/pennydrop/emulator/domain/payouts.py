"""Payouts to the merchant's bank. Stripe makes them by itself; here the control route does, when told to."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.balance import DAY, record_payout
from pennydrop.emulator.domain.reading import readable

ENDS = ("in_transit", "paid", "failed")

readable("payout", "/v1/payouts", "payout", "status")


def pay_out(tx: Transaction, currency: str, status: str = "paid", amount: int | None = None) -> Object:
    """A new payout: of what is available and was not paid out yet, or of ``amount`` minor units whatever there is.

    A failed one puts the money back on the balance. ``ValueError`` when there is nothing to pay out.
    """
    if status not in ENDS:
        raise ValueError(f"status is {status!r}; expected one of {', '.join(ENDS)}")
    paid = [] if amount is not None else _available(tx, currency)
    total = amount if amount is not None else sum(each["net"] for each in paid)
    if total <= 0:
        raise ValueError(f"nothing to pay out: {total} {currency} available; move the clock on by two days first")
    payout: Object = tx.add(_new_payout(tx, currency, total))
    payout["balance_transaction"] = record_payout(tx, payout)["id"]
    for each in [*paid, tx.get("balance_transaction", payout["balance_transaction"])]:
        tx.update(each, payout=payout["id"])
    tx.emit("payout.created", payout)
    if status != "in_transit":
        tx.update(payout, status=status, arrival_date=tx.now)
    if status == "failed":
        returned = record_payout(tx, payout, "payout_failure")
        message = "The bank account has been closed."
        tx.update(
            payout,
            failure_balance_transaction=returned["id"],
            failure_code="account_closed",
            failure_message=message,
        )
    if status != "in_transit":
        tx.emit(f"payout.{status}", payout)
    return payout


def _available(tx: Transaction, currency: str) -> list[Object]:
    every = tx.account.store.newest_first("balance_transaction")
    return [
        each
        for each in every
        if each["currency"] == currency and each["available_on"] <= tx.now and each["payout"] is None
    ]


def _new_payout(tx: Transaction, currency: str, amount: int) -> Object:
    return {
        "id": tx.new_id("payout"),
        "object": "payout",
        "amount": amount,
        "arrival_date": tx.now + DAY,
        "automatic": True,
        "created": tx.now,
        "currency": currency,
        "description": "STRIPE PAYOUT",
        "destination": "ba_" + tx.account.ids.text(24),
        "metadata": {},
        "method": "standard",
        "reconciliation_status": "completed",
        "source_type": "card",
        "status": "in_transit",
        "type": "bank_account",
    }

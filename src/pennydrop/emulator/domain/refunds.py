"""Refunds, full and partial."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.balance import record_refund
from pennydrop.emulator.domain.cards import taken_card
from pennydrop.emulator.domain.currencies import written
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid, not_emulated

PATH = "/v1/refunds"
# Seconds until Stripe's slow test refunds change their state.
LATER = 3

readable("refund", PATH, "refund", "charge payment_intent")


@endpoint(f"POST {PATH}", "amount charge payment_intent reason metadata")
def create(call: Call) -> Answer:
    charge = _charge_to_refund(call.tx, call.params)
    amount = _checked_amount(charge, call.params.get("amount"))
    return refund(call.tx, charge, amount, call.params)


def _charge_to_refund(tx: Transaction, params: dict[str, Any]) -> Object:
    if "charge" in params and "payment_intent" in params:
        raise invalid(
            "You may only specify one of these parameters: charge, payment_intent.", code="parameters_exclusive"
        )
    if "charge" in params:
        return tx.get("charge", params["charge"], param="charge", status=400)
    if "payment_intent" not in params:
        raise invalid("One of the following params should be provided for this request: payment_intent or charge.")
    intent = tx.get("payment_intent", params["payment_intent"], param="payment_intent", status=400)
    charge = tx.account.store.find("charge", intent["latest_charge"] or "")
    if charge is None or charge["status"] != "succeeded":
        raise invalid(f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.")
    return charge


def _checked_amount(charge: Object, amount: int | None) -> int:
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} has failed; it cannot be refunded.", "charge")
    if amount is not None and amount < 1:
        raise invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer")
    left = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise invalid(message, code="charge_disputed")
    if not charge["captured"]:
        if amount not in (None, charge["amount"]):
            raise invalid(
                "You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than"
                " the original amount"
            )
        raise not_emulated("refunding a charge that was not captured (cancel the PaymentIntent instead)", "charge")
    if amount is not None and amount > left:
        untouched = left == charge["amount"]
        of_what = "charge amount" if untouched else "unrefunded amount on charge"
        asked, available = (written(each, charge["currency"]) for each in (amount, left))
        raise invalid(f"Refund amount ({asked}) is greater than {of_what} ({available})", "amount")
    return amount if amount is not None else left


def refund(tx: Transaction, charge: Object, amount: int, data: dict[str, Any]) -> Object:
    """Give money back, and tell in Stripe's order."""
    effects = taken_card(charge["_number"]).effects
    refunded = _build(tx, charge, amount, data)
    refunded["status"] = "pending" if "refund_pending" in effects else "succeeded"
    refunded["balance_transaction"] = record_refund(tx, refunded)["id"]
    tx.add(refunded)
    tx.emit("refund.created", refunded)
    _add_to_charge(tx, charge, amount)
    reference = {"card": {"reference": tx.account.ids.text(15, "0123456789"), "reference_status": "available",
                          "reference_type": "acquirer_reference_number", "type": "refund"}, "type": "card"}  # fmt: skip
    if "refund_pending" in effects:
        _later(tx, refunded, {"status": "succeeded", "destination_details": reference})
        return refunded
    _tell_update(tx, refunded, tx.update(refunded, destination_details=reference))
    if "refund_fails" in effects:
        _later(tx, refunded, {"status": "failed", "failure_reason": "expired_or_canceled_card"})
    return refunded


def release(tx: Transaction, charge: Object) -> None:
    """Let an authorisation go: the charge counts as refunded though no money moved."""
    tx.add(_build(tx, charge, charge["amount"], {}) | {"status": "succeeded"})
    _add_to_charge(tx, charge, charge["amount"])


def _build(tx: Transaction, charge: Object, amount: int, data: dict[str, Any]) -> Object:
    return {
        "id": tx.new_id("refund"),
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": tx.now,
        "currency": charge["currency"],
        "customer": charge["customer"],
        "destination_details": {"card": {"reference_status": "pending", "type": "refund"}, "type": "card"},
        "metadata": merged({}, data.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": data.get("reason"),
    }


def _add_to_charge(tx: Transaction, charge: Object, amount: int) -> None:
    total = charge["amount_refunded"] + amount
    previous = tx.update(charge, amount_refunded=total, refunded=total == charge["amount"])
    tx.emit("charge.refunded", charge, previous)


def _tell_update(tx: Transaction, refunded: Object, previous: Object) -> None:
    tx.emit("refund.updated", refunded, previous)
    tx.emit("charge.refund.updated", refunded, previous)


def _later(tx: Transaction, refunded: Object, changes: Object) -> None:
    world, account, due = tx.world, tx.account, tx.now + LATER

    def change() -> None:
        with world.transaction(account) as later:
            previous = later.update(refunded, **changes)
            if changes["status"] == "failed":
                charge = later.get("charge", refunded["charge"])
                # The money comes back to the merchant's balance.
                later.update(charge, amount_refunded=charge["amount_refunded"] - refunded["amount"], refunded=False)
                later.emit("refund.failed", refunded, previous)
            _tell_update(later, refunded, previous)

    tx.afterwards(lambda: world.timers.call_at(due, change))


@endpoint(f"POST {PATH}/{{refund}}", "metadata")
def update(call: Call) -> Answer:
    refunded = call.tx.get("refund", call.ids["refund"], param="refund")
    previous = call.tx.update(refunded, metadata=merged(refunded["metadata"], call.params.get("metadata")))
    if previous:
        _tell_update(call.tx, refunded, previous)
    return refunded

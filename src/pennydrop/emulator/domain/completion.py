"""What a Checkout Session becomes when its payment went through."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain import customers


def complete(tx: Transaction, session: Object, intent: Object, method: Object) -> None:
    """Close the session as paid, with the details the customer typed."""
    billing = method["billing_details"]
    if session["customer_creation"] == "always" and not session["customer"]:
        customer = tx.add(customers.build(tx, email=billing["email"], name=billing["name"]))
        tx.update(intent, customer=customer["id"])
        tx.update(session, customer=customer["id"])
        tx.emit("customer.created", customer)
    tx.update(
        session,
        status="complete",
        # A payment that is only authorised still has to be captured.
        payment_status="paid" if intent["status"] == "succeeded" else "unpaid",
        customer_details=details_of(billing),
        url=None,
    )
    tx.emit("checkout.session.completed", session)


def details_of(billing: Object) -> Object:
    """``customer_details`` from what was typed on the page."""
    return {
        "address": billing["address"],
        "business_name": None,
        "email": billing["email"],
        "individual_name": None,
        "name": billing["name"],
        "phone": billing["phone"],
        "tax_exempt": "none",
        "tax_ids": [],
    }

"""Customers."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain import payment_methods
from pennydrop.emulator.domain.checks import checked_email
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.method_making import method_by_id
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.registry import Answer, Call, endpoint

PATH = "/v1/customers"
PLAIN = ("address", "description", "name", "phone", "preferred_locales", "shipping", "tax_exempt")
FIELDS = f"{' '.join(PLAIN)} email metadata payment_method invoice_settings[default_payment_method]"

readable("customer", PATH, "customer", "email")


@endpoint(f"POST {PATH}", FIELDS)
def create(call: Call) -> Answer:
    customer = build(call.tx, email=checked_email(call.params.get("email"), "email"))
    customer |= _changes(call, customer)
    call.tx.add(customer)
    if "payment_method" in call.params:
        payment_methods.attach_to(call.tx, method_by_id(call.tx, call.params["payment_method"]), customer)
    call.tx.emit("customer.created", customer)
    return customer


def build(tx: Transaction, *, email: str | None = None, name: str | None = None) -> Object:
    """A new customer, not stored yet."""
    return {
        "id": tx.new_id("customer"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": tx.now,
        "currency": None,
        "delinquent": False,
        "email": email,
        "invoice_prefix": tx.account.ids.text(8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "metadata": {},
        "name": name,
        "next_invoice_sequence": 1,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
    }


@endpoint(f"POST {PATH}/{{customer}}", FIELDS.replace("payment_method ", ""))
def update(call: Call) -> Answer:
    customer = call.tx.get("customer", call.ids["customer"])
    changes = _changes(call, customer)
    if "email" in call.params:
        changes["email"] = checked_email(call.params["email"], "email")
    previous = call.tx.update(customer, **changes)
    if previous:
        call.tx.emit("customer.updated", customer, previous)
    return customer


@endpoint(f"DELETE {PATH}/{{customer}}")
def delete(call: Call) -> Answer:
    customer = call.tx.get("customer", call.ids["customer"])
    call.tx.remove(customer)
    call.tx.emit("customer.deleted", customer)
    return {"id": customer["id"], "object": "customer", "deleted": True}


def _changes(call: Call, customer: Object) -> Object:
    changes: Object = {name: call.params[name] or None for name in PLAIN if name in call.params}
    changes["metadata"] = merged(customer["metadata"], call.params.get("metadata"))
    if "invoice_settings" in call.params:
        method = call.params["invoice_settings"]["default_payment_method"]
        changes["invoice_settings"] = customer["invoice_settings"] | {"default_payment_method": method or None}
    return changes

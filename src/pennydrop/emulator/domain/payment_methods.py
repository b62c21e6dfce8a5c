"""PaymentMethods: create, update, list, attach, detach."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.cards import taken_card
from pennydrop.emulator.domain.declines import DECLINES
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.method_making import billing_details, method_by_id, method_from_data
from pennydrop.emulator.domain.reading import created_within
from pennydrop.emulator.domain.registry import Answer, Call, Listing, endpoint
from pennydrop.emulator.wire.errors import StripeError, invalid

PATH = "/v1/payment_methods"
RAW_NUMBER_REFUSED = (
    "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that"
    " map to the test card you are using, see https://stripe.com/docs/testing."
)


@endpoint(f"POST {PATH}", "type=card card billing_details metadata allow_redisplay", for_browsers=True)
def create(call: Call) -> Answer:
    if "type" not in call.params:
        raise invalid("Missing required param: type.", "type", "parameter_missing")
    if "number" in call.params.get("card", {}) and not call.from_browser:
        raise StripeError(402, RAW_NUMBER_REFUSED)
    return method_from_data(call.tx, call.params)


@endpoint(f"GET {PATH}", "customer type=card")
def list_all(call: Call) -> Answer:
    owner = call.params.get("customer")
    # Without a customer Stripe lists nothing that a checkout left behind.
    methods = [
        each for each in created_within(call, "payment_method") if each["customer"] and owner == each["customer"]
    ]
    return Listing(methods, PATH, "payment_method")


@endpoint("GET /v1/customers/{customer}/payment_methods", "type=card")
def list_of_customer(call: Call) -> Answer:
    customer = call.tx.get("customer", call.ids["customer"], param="customer")
    methods = [each for each in created_within(call, "payment_method") if each["customer"] == customer["id"]]
    return Listing(methods, f"/v1/customers/{customer['id']}/payment_methods", "payment_method")


@endpoint(f"GET {PATH}/{{payment_method}}")
def retrieve(call: Call) -> Answer:
    return call.tx.get("payment_method", call.ids["payment_method"], param="payment_method")


@endpoint(f"POST {PATH}/{{payment_method}}", "billing_details metadata allow_redisplay")
def update(call: Call) -> Answer:
    method = call.tx.get("payment_method", call.ids["payment_method"], param="payment_method")
    changes: Object = {"metadata": merged(method["metadata"], call.params.get("metadata"))}
    if "billing_details" in call.params:
        changes["billing_details"] = billing_details({**method["billing_details"], **call.params["billing_details"]})
    if "allow_redisplay" in call.params:
        changes["allow_redisplay"] = call.params["allow_redisplay"]
    previous = call.tx.update(method, **changes)
    call.tx.emit("payment_method.updated", method, previous)
    return method


@endpoint(f"POST {PATH}/{{payment_method}}/attach", "customer")
def attach(call: Call) -> Answer:
    method = method_by_id(call.tx, call.ids["payment_method"])
    if "customer" not in call.params:
        raise invalid("Missing required param: customer.", "customer", "parameter_missing")
    customer = call.tx.get("customer", call.params["customer"], param="customer", status=400)
    return attach_to(call.tx, method, customer)


def attach_to(tx: Transaction, method: Object, customer: Object) -> Object:
    """Save the method with the customer; cards that are made to be declined are declined here already."""
    if method["customer"]:
        raise invalid("The payment method you provided has already been attached to a customer.")
    card = taken_card(method["_number"])
    if card.decline and not card.effects and card.three_d_secure == "optional":
        raise DECLINES[card.decline].error(payment_method=method)
    tx.update(method, customer=customer["id"])
    tx.emit("payment_method.attached", method)
    return method


@endpoint(f"POST {PATH}/{{payment_method}}/detach")
def detach(call: Call) -> Answer:
    method = call.tx.get("payment_method", call.ids["payment_method"], param="payment_method")
    if not method["customer"]:
        raise invalid(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
            "payment_method",
        )
    previous = call.tx.update(method, customer=None, _used=True)
    call.tx.emit("payment_method.detached", method, previous)
    return method

"""PaymentIntents: create, update, confirm, capture, cancel."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.charges import settle
from pennydrop.emulator.domain.confirmation import confirm_intent
from pennydrop.emulator.domain.currencies import check_amount, checked_currency
from pennydrop.emulator.domain.intent_building import TEXTS, build_intent
from pennydrop.emulator.domain.intent_state import refuse_cancel, refuse_capture, refuse_confirm, refuse_update
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.method_making import method_by_id
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.refunds import release
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid

PATH = "/v1/payment_intents"
SHARED = f"{' '.join(TEXTS)} metadata receipt_email shipping setup_future_usage payment_method customer"
TYPES = "payment_method_types=card allowed_payment_method_types=card"
CONFIRMING = "off_session return_url use_stripe_sdk payment_method_options[card][request_three_d_secure]"

readable("payment_intent", PATH, "intent", "customer")


@endpoint(f"GET {PATH}/{{intent}}", "client_secret", for_browsers=True)
def retrieve(call: Call) -> Answer:
    """A browser has to show the client secret; an intent it has no secret of does not exist for it."""
    secret = call.params.get("client_secret")
    if call.from_browser and not secret:
        raise invalid("Missing required param: client_secret.", "client_secret", "parameter_missing")
    intent = _intent(call)
    if secret and secret != intent["client_secret"]:
        raise invalid(
            "The client_secret provided does not match any associated PaymentIntent on this account. Ensure the"
            " client_secret string matches the full value and was created on the same account.",
            "client_secret",
            "resource_missing",
        )
    return intent


@endpoint(
    f"POST {PATH}",
    "amount currency confirm capture_method confirmation_method automatic_payment_methods"
    f" {SHARED} {TYPES} {CONFIRMING}",
)
def create(call: Call) -> Answer:
    params = call.params
    currency = checked_currency(params["currency"])
    check_amount(params["amount"], currency)
    if "automatic_payment_methods" in params and "confirmation_method" in params:
        raise invalid(
            "You may only specify one of these parameters: automatic_payment_methods, confirmation_method.",
            code="parameters_exclusive",
        )
    intent = build_intent(call.tx, params["amount"], currency, params)
    call.tx.add(intent)
    call.tx.emit("payment_intent.created", intent)
    return confirm_intent(call, intent) if params.get("confirm") else intent


@endpoint(f"POST {PATH}/{{intent}}", f"amount currency {SHARED} payment_method_types=card")
def update(call: Call) -> Answer:
    intent, params = _intent(call), call.params
    refuse_update(intent, set(params))
    changes: Object = {name: params[name] for name in (*TEXTS, "receipt_email", "shipping") if name in params}
    changes["metadata"] = merged(intent["metadata"], params.get("metadata"))
    if "amount" in params or "currency" in params:
        changes["currency"] = checked_currency(str(params.get("currency", intent["currency"])))
        changes["amount"] = params.get("amount", intent["amount"])
        check_amount(changes["amount"], changes["currency"])
    if params.get("customer"):
        changes["customer"] = call.tx.get("customer", params["customer"], param="customer", status=400)["id"]
    if params.get("payment_method"):
        changes["payment_method"] = method_by_id(call.tx, params["payment_method"])["id"]
        changes["status"] = "requires_confirmation"
    call.tx.update(intent, **changes)
    return intent


@endpoint(f"POST {PATH}/{{intent}}/confirm", f"payment_method receipt_email shipping setup_future_usage {CONFIRMING}")
def confirm(call: Call) -> Answer:
    intent = _intent(call)
    if call.params.get("payment_method"):
        refuse_confirm(intent)
        method = method_by_id(call.tx, call.params["payment_method"])
        call.tx.update(intent, payment_method=method["id"])
    return confirm_intent(call, intent)


@endpoint(f"POST {PATH}/{{intent}}/capture", "amount_to_capture metadata statement_descriptor")
def capture(call: Call) -> Answer:
    tx, intent = call.tx, _intent(call)
    refuse_capture(intent)
    amount = call.params["amount_to_capture"] if "amount_to_capture" in call.params else intent["amount"]
    if not 0 < amount <= intent["amount"]:
        raise invalid(
            "The amount to capture must be positive and not greater than the authorized amount.", "amount_to_capture"
        )
    charge = tx.get("charge", intent["latest_charge"])
    previous = tx.update(charge, captured=True, amount_captured=amount, amount_refunded=charge["amount"] - amount)
    metadata = merged(intent["metadata"], call.params.get("metadata"))
    tx.update(intent, status="succeeded", amount_received=amount, amount_capturable=0, metadata=metadata)
    tx.emit("charge.captured", charge, previous)
    tx.emit("payment_intent.succeeded", intent)
    settle(tx, charge)
    return intent


@endpoint(f"POST {PATH}/{{intent}}/cancel", "cancellation_reason")
def cancel(call: Call) -> Answer:
    intent = _intent(call)
    refuse_cancel(intent)
    return cancel_intent(call.tx, intent, call.params.get("cancellation_reason"))


def cancel_intent(tx: Transaction, intent: Object, reason: str | None) -> Object:
    """Cancel, and let an authorisation go."""
    if intent["status"] == "requires_capture":
        release(tx, tx.get("charge", intent["latest_charge"]))
    tx.update(
        intent,
        status="canceled",
        canceled_at=tx.now,
        cancellation_reason=reason,
        amount_capturable=0,
        next_action=None,
    )
    tx.emit("payment_intent.canceled", intent)
    return intent


def _intent(call: Call) -> Object:
    return call.tx.get("payment_intent", call.ids["intent"], param="intent")

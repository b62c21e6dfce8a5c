"""PaymentIntents: create, update, confirm, capture, cancel."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain import charging, payment_methods
from pennydrop.emulator.domain.charges import settle
from pennydrop.emulator.domain.checks import checked_email
from pennydrop.emulator.domain.currencies import check_amount, checked_currency
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.refunds import release
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import StripeError, invalid

PATH = "/v1/payment_intents"
UNEXPECTED_STATE = "payment_intent_unexpected_state"
CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
TEXTS = ("description", "statement_descriptor", "statement_descriptor_suffix", "transfer_group")
SHARED = f"{' '.join(TEXTS)} metadata receipt_email shipping setup_future_usage payment_method customer"
TYPES = "payment_method_types=card allowed_payment_method_types=card"
CONFIRMING = "off_session return_url use_stripe_sdk payment_method_options[card][request_three_d_secure]"

readable("payment_intent", PATH, "intent", "customer")


@endpoint(
    f"POST {PATH}",
    f"amount currency confirm capture_method confirmation_method automatic_payment_methods {SHARED} {TYPES} {CONFIRMING}",
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
    intent = build(call.tx, params["amount"], currency, params)
    call.tx.add(intent)
    call.tx.emit("payment_intent.created", intent)
    return _confirm(call, intent) if params.get("confirm") else intent


def build(tx: Transaction, amount: int, currency: str, data: dict[str, Any]) -> Object:
    """A new PaymentIntent, not stored yet."""
    intent_id = tx.new_id("payment_intent")
    types = data.get("payment_method_types") or data.get("allowed_payment_method_types")
    automatic = data.get("automatic_payment_methods", {"enabled": True} if types is None else None)
    method = payment_methods.by_id(tx, data["payment_method"]) if data.get("payment_method") else None
    customer = tx.get("customer", data["customer"], param="customer", status=400) if data.get("customer") else None
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "automatic_payment_methods": automatic and {"allow_redirects": "always", **automatic},
        "capture_method": data.get("capture_method", "automatic_async"),
        "client_secret": f"{intent_id}_secret_{tx.account.ids.text(25)}",
        "confirmation_method": data.get("confirmation_method", "automatic"),
        "created": tx.now,
        "currency": currency,
        "customer": customer and customer["id"],
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": merged({}, data.get("metadata")),
        "next_action": None,
        "payment_method": method and method["id"],
        "payment_method_options": {"card": {"request_three_d_secure": "automatic", **_card_options(data)}},
        "payment_method_types": types or ["card"],
        "receipt_email": checked_email(data.get("receipt_email"), "receipt_email"),
        "setup_future_usage": data.get("setup_future_usage"),
        "shipping": data.get("shipping"),
        "status": "requires_confirmation" if method else "requires_payment_method",
        "_checkout_session": None,
        "_return_url": data.get("return_url"),
        **{name: data.get(name) for name in TEXTS},
    }


def _card_options(data: dict[str, Any]) -> Object:
    options: Object = (data.get("payment_method_options") or {}).get("card") or {}
    return options


@endpoint(f"POST {PATH}/{{intent}}", f"amount currency {SHARED} payment_method_types=card")
def update(call: Call) -> Answer:
    intent, params = _intent(call), call.params
    if intent["status"] in ("succeeded", "canceled") and set(params) - {"metadata", "description", "expand"}:
        raise _unexpected(
            intent,
            f"This PaymentIntent's {next(iter(params))} could not be updated because it has a status of"
            f" {intent['status']}. You may only update the {next(iter(params))} of a PaymentIntent with one of the"
            " following statuses: requires_payment_method, requires_confirmation, requires_action.",
        )
    changes: Object = {name: params[name] for name in (*TEXTS, "receipt_email", "shipping") if name in params}
    changes["metadata"] = merged(intent["metadata"], params.get("metadata"))
    if "amount" in params or "currency" in params:
        changes["currency"] = checked_currency(params.get("currency", intent["currency"]))
        changes["amount"] = params.get("amount", intent["amount"])
        check_amount(changes["amount"], changes["currency"])
    if params.get("customer"):
        changes["customer"] = call.tx.get("customer", params["customer"], param="customer", status=400)["id"]
    if params.get("payment_method"):
        changes["payment_method"] = payment_methods.by_id(call.tx, params["payment_method"])["id"]
        changes["status"] = "requires_confirmation"
    call.tx.update(intent, **changes)
    return intent


@endpoint(f"POST {PATH}/{{intent}}/confirm", f"payment_method receipt_email shipping setup_future_usage {CONFIRMING}")
def confirm(call: Call) -> Answer:
    intent = _intent(call)
    if call.params.get("payment_method"):
        _refuse_ended(intent)
        method = payment_methods.by_id(call.tx, call.params["payment_method"])
        call.tx.update(intent, payment_method=method["id"])
    return _confirm(call, intent)


def _confirm(call: Call, intent: Object) -> Object:
    _refuse_ended(intent)
    if not intent["payment_method"]:
        raise _unexpected(
            intent,
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the"
            " PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a"
            " payment method or ConfirmationToken.",
        )
    _require_return_url(call, intent)
    given = {name: call.params[name] for name in ("receipt_email", "shipping") if name in call.params}
    call.tx.update(intent, _return_url=call.params.get("return_url", intent["_return_url"]), **given)
    method = call.tx.get("payment_method", intent["payment_method"])
    attempt = charging.Attempt(
        call.base_url,
        off_session=bool(call.params.get("off_session")),
        request_three_d_secure=intent["payment_method_options"]["card"]["request_three_d_secure"],
    )
    charge = charging.attempt(call.tx, intent, method, attempt)
    if charge and charge["captured"]:
        settle(call.tx, charge)
    return intent


def _refuse_ended(intent: Object) -> None:
    if intent["status"] in ("succeeded", "requires_capture"):
        raise _unexpected(
            intent,
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
        )
    if intent["status"] == "canceled":
        raise _unexpected(
            intent,
            "You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent with one of"
            " the following statuses may be confirmed: requires_payment_method, requires_confirmation, requires_action.",
        )


def _require_return_url(call: Call, intent: Object) -> None:
    automatic = intent["automatic_payment_methods"] or {"allow_redirects": "never"}
    if automatic["allow_redirects"] != "never" and not (call.params.get("return_url") or intent["_return_url"]):
        raise invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these"
            " payment methods might redirect your customer off of your page, you must provide a `return_url`. If you"
            " don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and"
            " `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents."
        )


@endpoint(f"POST {PATH}/{{intent}}/capture", "amount_to_capture metadata statement_descriptor")
def capture(call: Call) -> Answer:
    tx, intent = call.tx, _intent(call)
    if intent["status"] != "requires_capture":
        raise _unexpected(
            intent,
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. Only a"
            " PaymentIntent with one of the following statuses may be captured: requires_capture.",
        )
    amount = call.params.get("amount_to_capture", intent["amount"])
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
    if intent["status"] not in CANCELABLE:
        raise _unexpected(
            intent,
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent"
            f" with one of the following statuses may be canceled: {', '.join(CANCELABLE)}.",
        )
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


def _unexpected(intent: Object, message: str) -> StripeError:
    return invalid(message, code=UNEXPECTED_STATE, payment_intent=intent)

"""Checkout Sessions in payment mode: create, list, update, expire."""

from __future__ import annotations

import re
from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.checks import checked_email, checked_url
from pennydrop.emulator.domain.line_items import build_line_items, checked_total
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.payment_intents import cancel_intent
from pennydrop.emulator.domain.reading import created_within
from pennydrop.emulator.domain.registry import Answer, Call, Listing, endpoint
from pennydrop.emulator.wire.errors import invalid

PATH = "/v1/checkout/sessions"
ID = re.compile(r"^cs_(test|live)_\w+$")
HALF_HOUR, DAY = 1_800, 86_400
PLAIN = ("billing_address_collection", "client_reference_id", "customer_creation", "locale", "submit_type")
LINE_ITEMS = (
    "line_items[price] line_items[quantity] line_items[price_data][currency] line_items[price_data][unit_amount]"
    " line_items[price_data][product] line_items[price_data][product_data][name]"
    " line_items[price_data][product_data][description] line_items[price_data][product_data][images]"
    " line_items[price_data][product_data][metadata] line_items[price_data][tax_behavior]"
)
INTENT_DATA = " ".join(
    f"payment_intent_data[{name}]"
    for name in (
        "description metadata receipt_email shipping statement_descriptor statement_descriptor_suffix transfer_group"
        " capture_method setup_future_usage"
    ).split()
)
# What a customer could not use anyway, as long as it is switched off.
SWITCHED_OFF = "allow_promotion_codes=false automatic_tax[enabled]=false phone_number_collection[enabled]=false"


@endpoint(
    f"POST {PATH}",
    "mode=payment ui_mode=hosted ui_mode=hosted_page currency customer customer_email metadata success_url cancel_url"
    " expires_at payment_method_types=card allowed_payment_method_types=card"
    f" {' '.join(PLAIN)} {LINE_ITEMS} {INTENT_DATA} {SWITCHED_OFF}",
)
def create(call: Call) -> Answer:
    tx, params = call.tx, call.params
    _require(params)
    checked_url(params["success_url"], "success_url")
    checked_url(params.get("cancel_url"), "cancel_url")
    items = build_line_items(tx, params["line_items"])
    session = _build(tx, params, items, call.base_url)
    tx.add(session)
    # Lines belong to their session: they are only reachable through it, so nothing has to be undone.
    tx.account.store.line_items[session["id"]] = items
    tx.afterwards(lambda: _expire_at(tx, session))
    return session


def _require(params: dict[str, Any]) -> None:
    for name in ("mode", "success_url", "line_items"):
        if not params.get(name):
            raise invalid(f"Missing required param: {name}.", name, "parameter_missing")
    if "customer" in params and "customer_email" in params:
        raise invalid(
            "You may only specify one of these parameters: customer, customer_email.",
            "customer",
            "parameters_exclusive",
        )


def _build(tx: Transaction, params: dict[str, Any], items: list[Object], base_url: str) -> Object:
    total = checked_total(items)
    session_id = tx.new_id("checkout.session")
    customer = tx.get("customer", params["customer"], param="customer", status=400) if "customer" in params else None
    return {
        "id": session_id,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": params.get("cancel_url"),
        "created": tx.now,
        "currency": items[0]["currency"],
        "custom_fields": [],
        "custom_text": {"after_submit": None, "shipping_address": None, "submit": None,
                        "terms_of_service_acceptance": None},
        "customer": customer and customer["id"],
        "customer_creation": None if customer else "if_required",
        "customer_details": None,
        "customer_email": checked_email(params.get("customer_email"), "customer_email"),
        "expires_at": _expires_at(tx, params.get("expires_at")),
        "livemode": False,
        "metadata": merged({}, params.get("metadata")),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_collection": "if_required",
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{base_url}/c/pay/{session_id}",
        "_payment_intent_data": params.get("payment_intent_data", {}),
        **{name: params[name] for name in PLAIN if name in params},
    }  # fmt: skip


def _expires_at(tx: Transaction, asked: int | None) -> int:
    if asked is None:
        return tx.now + DAY
    if not tx.now + HALF_HOUR - 1 <= asked <= tx.now + DAY + 1:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session"
            " creation.",
            "expires_at",
        )
    return asked


def _expire_at(tx: Transaction, session: Object) -> None:
    world, account = tx.world, tx.account

    def expire_now() -> None:
        if session["status"] == "open":
            with world.transaction(account) as later:
                expire_session(later, session)

    world.timers.call_at(session["expires_at"], expire_now)


@endpoint(f"GET {PATH}", "customer payment_intent status")
def list_all(call: Call) -> Answer:
    wanted = {name: call.params[name] for name in ("customer", "payment_intent", "status") if name in call.params}
    return Listing(
        [each for each in created_within(call, "checkout.session") if wanted.items() <= each.items()],
        PATH,
        "checkout.session",
    )


@endpoint(f"GET {PATH}/{{session}}")
def retrieve(call: Call) -> Answer:
    return find_session(call.tx, call.ids["session"])


@endpoint(f"POST {PATH}/{{session}}", "metadata")
def update(call: Call) -> Answer:
    session = find_session(call.tx, call.ids["session"])
    call.tx.update(session, metadata=merged(session["metadata"], call.params.get("metadata")))
    return session


@endpoint(f"GET {PATH}/{{session}}/line_items")
def list_line_items(call: Call) -> Answer:
    session = find_session(call.tx, call.ids["session"])
    items = call.tx.account.store.line_items[session["id"]]
    return Listing(items, f"{PATH}/{session['id']}/line_items", "item")


@endpoint(f"POST {PATH}/{{session}}/expire")
def expire(call: Call) -> Answer:
    session = find_session(call.tx, call.ids["session"])
    if session["status"] != "open":
        raise invalid(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of'
            f" `{session['status']}`.",
            "session",
        )
    return expire_session(call.tx, session)


def expire_session(tx: Transaction, session: Object) -> Object:
    """Close an open session unpaid; a PaymentIntent from a failed attempt is cancelled with it."""
    tx.update(session, status="expired", url=None)
    tx.emit("checkout.session.expired", session)
    intent = tx.account.store.find("payment_intent", session["payment_intent"] or "")
    if intent and intent["status"] not in ("succeeded", "canceled"):
        cancel_intent(tx, intent, "automatic")
    return session


def find_session(tx: Transaction, session_id: str) -> Object:
    """The session; ``StripeError`` for an id that is none, such as a placeholder nobody replaced."""
    if not ID.match(session_id):
        raise invalid(f"Invalid checkout.session id: {session_id}", "session")
    return tx.get("checkout.session", session_id, param="session")

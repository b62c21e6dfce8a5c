"""Checkout Sessions in payment mode: create, list, update, expire."""

from __future__ import annotations

import re

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.line_items import build_line_items
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.payment_intents import cancel_intent
from pennydrop.emulator.domain.reading import created_within
from pennydrop.emulator.domain.registry import Answer, Call, Listing, endpoint
from pennydrop.emulator.domain.session_building import PLAIN, build_session, check_session
from pennydrop.emulator.wire.errors import invalid

PATH = "/v1/checkout/sessions"
ID = re.compile(r"^cs_(test|live)_\w+$")
LINE_ITEMS = (
    "line_items[price] line_items[quantity] line_items[price_data][currency] line_items[price_data][unit_amount]"
    " line_items[price_data][product] line_items[price_data][product_data][name]"
    " line_items[price_data][product_data][description] line_items[price_data][product_data][images]"
    " line_items[price_data][product_data][metadata] line_items[price_data][tax_behavior]"
)
INTENT_DATA = (
    "payment_intent_data[description] payment_intent_data[metadata] payment_intent_data[receipt_email]"
    " payment_intent_data[shipping] payment_intent_data[statement_descriptor]"
    " payment_intent_data[statement_descriptor_suffix] payment_intent_data[transfer_group]"
    " payment_intent_data[capture_method] payment_intent_data[setup_future_usage]"
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
    check_session(params)
    items = build_line_items(tx, params["line_items"])
    session = build_session(tx, params, items, call.base_url)
    tx.add(session)
    # Lines belong to their session: they are only reachable through it, so nothing has to be undone.
    tx.account.store.line_items[session["id"]] = items
    tx.afterwards(lambda: _expire_at(tx, session))
    return session


def _expire_at(tx: Transaction, session: Object) -> None:
    world, account = tx.world, tx.account

    def expire_now() -> None:
        if session["status"] == "open":
            with world.transaction(account) as later:
                expire_session(later, session)

    world.timers.call_at(session["expires_at"], expire_now)


@endpoint(f"GET {PATH}", "customer payment_intent status customer_details[email]")
def list_all(call: Call) -> Answer:
    wanted = {name: call.params[name] for name in ("customer", "payment_intent", "status") if name in call.params}
    email = call.params.get("customer_details", {}).get("email")
    return Listing(
        [
            each
            for each in created_within(call, "checkout.session")
            if wanted.items() <= each.items() and email in (None, _email_of(each))
        ],
        PATH,
        "checkout.session",
    )


def _email_of(session: Object) -> str | None:
    """What was typed at Checkout, or until then what the merchant told."""
    email: str | None = (session["customer_details"] or {"email": session["customer_email"]})["email"]
    return email


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

"""The private calls of Stripe's own Checkout page: read a session, pay it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain import charging
from pennydrop.emulator.domain.authentication import challenge_url
from pennydrop.emulator.domain.charges import settle
from pennydrop.emulator.domain.checkout import find_session
from pennydrop.emulator.domain.completion import complete
from pennydrop.emulator.domain.intent_building import build_intent
from pennydrop.emulator.domain.method_making import method_by_id, method_from_data
from pennydrop.emulator.wire.errors import invalid

PLACEHOLDER = "{CHECKOUT_SESSION_ID}"


def as_json(account: Account, session: Object) -> Object:
    """The session as its page reads it; ``state`` is ``open``, ``challenge``, ``complete`` or ``expired``."""
    intent = account.store.find("payment_intent", session["payment_intent"] or "")
    url = intent and challenge_url(intent)
    shown = ("id", "object", "status", "payment_status", "amount_total", "currency", "cancel_url", "url")
    return {name: session[name] for name in shown} | {
        "payment_intent": intent,
        "challenge_url": url,
        "state": "challenge" if url else session["status"],
        "success_url": success_url(session),
    }


def success_url(session: Object) -> str:
    """Where the customer goes after paying, with the session's id filled in."""
    return str(session["success_url"]).replace(PLACEHOLDER, session["id"])


def known_email(account: Account, session: Object) -> str | None:
    """The customer's address, when the merchant told it."""
    customer = account.store.find("customer", session["customer"] or "") or {}
    email: str | None = session["customer_email"] or customer.get("email")
    return email


def confirm(
    tx: Transaction,
    session_id: str,
    *,
    payment_method: str | None = None,
    payment_method_data: Mapping[str, Any] | None = None,
    expected_amount: int | None = None,
    base_url: str,
) -> Object:
    """Pay an open session and return its page. A decline is ``StripeError`` 402 and leaves the session open."""
    session = find_session(tx, session_id)
    _refuse_closed(session)
    if expected_amount is not None and expected_amount != session["amount_total"]:
        raise invalid(
            f"The expected amount {expected_amount} is not the Checkout Session's total {session['amount_total']}.",
            "expected_amount",
            "checkout_amount_mismatch",
        )
    method = _method(tx, session, payment_method, payment_method_data)
    intent = _intent(tx, session)
    charge = charging.attempt(tx, intent, method, charging.Attempt(base_url))
    if charge:
        complete(tx, session, intent, method)
        if charge["captured"]:
            settle(tx, charge)
    return as_json(tx.account, session)


def _refuse_closed(session: Object) -> None:
    if session["status"] == "complete":
        message, code = "You have already completed this Checkout Session.", "checkout_succeeded_session"
        raise invalid(message, "session", code)
    if session["status"] == "expired":
        raise invalid("This Checkout Session has expired.", "session", "checkout_not_active_session")


def _method(tx: Transaction, session: Object, payment_method: str | None, data: Mapping[str, Any] | None) -> Object:
    if payment_method:
        method = method_by_id(tx, payment_method)
    elif data:
        method = method_from_data(tx, data)
    else:
        raise invalid("Missing required param: payment_method.", "payment_method", "parameter_missing")
    email = known_email(tx.account, session)
    if email and not method["billing_details"]["email"]:
        tx.update(method, billing_details=method["billing_details"] | {"email": email})
    return method


def _intent(tx: Transaction, session: Object) -> Object:
    """The session's PaymentIntent; it is made by the first attempt and used again by the next."""
    existing = tx.account.store.find("payment_intent", session["payment_intent"] or "")
    if existing:
        return existing
    data = session["_payment_intent_data"] | {"customer": session["customer"], "payment_method_types": ["card"]}
    intent = build_intent(tx, session["amount_total"], session["currency"], data)
    intent["_checkout_session"] = session["id"]
    tx.add(intent)
    tx.update(session, payment_intent=intent["id"])
    tx.emit("payment_intent.created", intent)
    return intent

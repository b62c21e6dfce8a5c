"""3-D Secure: what follows when the customer passes or fails the bank's challenge."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain import charging
from pennydrop.emulator.domain.charges import settle
from pennydrop.emulator.domain.completion import complete
from pennydrop.emulator.wire.errors import StripeError, invalid

FAILED = "We are unable to authenticate your payment method. Please choose a different payment method and try again."


def challenge_url(intent: Object) -> str | None:
    """Where the bank's page is, while it waits for the customer."""
    return intent["_challenge_url"] if intent["status"] == "requires_action" else None


def authenticate(tx: Transaction, intent_id: str, succeeded: bool) -> Object:
    """End the challenge of a PaymentIntent and return it; one that waits for nothing is left as it is."""
    intent = tx.get("payment_intent", intent_id, param="intent")
    if intent["status"] != "requires_action":
        return intent
    method = tx.get("payment_method", intent["payment_method"])
    if not succeeded:
        error = invalid(FAILED, code="payment_intent_authentication_failure", payment_method=dict(method))
        charging.fail_intent(tx, intent, error, latest_charge=intent["latest_charge"])
        return intent
    try:
        charge = charging.attempt(tx, intent, method, charging.Attempt("", authenticated=True))
    except StripeError as declined:
        if declined.keeps_changes:
            return intent
        raise
    if charge is None:
        return intent
    if intent["_checkout_session"]:
        complete(tx, tx.get("checkout.session", intent["_checkout_session"]), intent, method)
    if charge["captured"]:
        settle(tx, charge)
    return intent

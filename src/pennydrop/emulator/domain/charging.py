"""One attempt to pay a PaymentIntent: 3-D Secure, decline or success, and the events that tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.cards import Card, taken_card
from pennydrop.emulator.domain.charges import add_charge
from pennydrop.emulator.domain.declines import DECLINES, Decline
from pennydrop.emulator.wire.errors import StripeError, invalid


@dataclass(frozen=True)
class Attempt:
    """The circumstances. ``authenticated``: the bank's challenge was passed. ``off_session``: no customer present."""

    base_url: str
    authenticated: bool = False
    off_session: bool = False
    request_three_d_secure: str = "automatic"


def attempt(tx: Transaction, intent: Object, method: Object, how: Attempt) -> Object | None:
    """Charge the card: the charge, or None while the customer has to authenticate. Raises the decline (HTTP 402)."""
    _refuse_foreign(intent, method)
    card = taken_card(method["_number"])
    tx.update(intent, payment_method=method["id"])
    if not how.authenticated and _needs_challenge(card, intent, how):
        if how.off_session:
            _fail(tx, intent, method, card, DECLINES["authentication_required"], how)
        _start_challenge(tx, intent, how.base_url)
        return None
    decline = _decline(card, method, how)
    if decline:
        _fail(tx, intent, method, card, decline, how)
    return _succeed(tx, intent, method, card, how)


def _refuse_foreign(intent: Object, method: Object) -> None:
    owner = method["customer"]
    if owner and intent["customer"] != owner:
        raise invalid(
            f"The `payment_method` parameter supplied {method['id']} belongs to the Customer {owner}. Please include"
            " the Customer in the `customer` parameter on the PaymentIntent.",
            "payment_method",
        )
    if method["_used"] and not owner:
        raise invalid(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared"
            " with a connected account without Customer attachment, or was detached from a Customer. It may not be used"
            " again. To use a PaymentMethod multiple times, you must attach it to a Customer first."
        )


def _needs_challenge(card: Card, intent: Object, how: Attempt) -> bool:
    wanted = how.request_three_d_secure in ("any", "challenge")
    # 4242... and other ordinary cards are not enrolled: asked for, 3-D Secure passes without a challenge.
    by_request = wanted and any("threeDSecureOptional" in name for name in card.payment_methods)
    on_session = card.three_d_secure == "on_session" and not how.off_session
    return card.three_d_secure in ("always", "unless_set_up") or on_session or (by_request and not card.decline)


def _decline(card: Card, method: Object, how: Attempt) -> Decline | None:
    if card.three_d_secure == "fails_if_requested":
        return DECLINES[card.decline] if how.request_three_d_secure in ("any", "challenge") else None
    if card.decline == "incorrect_cvc" and not method["_cvc_given"]:
        return None
    return DECLINES[card.decline] if card.decline else None


def _start_challenge(tx: Transaction, intent: Object, base_url: str) -> None:
    url = f"{base_url}/3d_secure_2_test/{tx.account.id}/{intent['id']}/challenge"
    if intent["_return_url"] and not intent["_checkout_session"]:
        next_action: Object = {
            "type": "redirect_to_url",
            "redirect_to_url": {"url": url, "return_url": intent["_return_url"]},
        }
    else:
        sdk = {"type": "three_d_secure_redirect", "stripe_js": url, "source": None}
        next_action = {"type": "use_stripe_sdk", "use_stripe_sdk": sdk}
    tx.update(intent, status="requires_action", next_action=next_action, _challenge_url=url)
    tx.emit("payment_intent.requires_action", intent)


def _succeed(tx: Transaction, intent: Object, method: Object, card: Card, how: Attempt) -> Object:
    charge = add_charge(tx, intent, method, card, None, authenticated=how.authenticated)
    tx.update(method, _used=True)
    held = not charge["captured"]
    tx.update(
        intent,
        status="requires_capture" if held else "succeeded",
        amount_capturable=intent["amount"] if held else 0,
        amount_received=0 if held else intent["amount"],
        last_payment_error=None,
        latest_charge=charge["id"],
        next_action=None,
    )
    told = [("charge.succeeded", charge)]
    told.append(("payment_intent.amount_capturable_updated" if held else "payment_intent.succeeded", intent))
    # After a challenge Stripe is seen to tell of the PaymentIntent first.
    for event_type, subject in reversed(told) if how.authenticated else told:
        tx.emit(event_type, subject)
    return charge


def _fail(tx: Transaction, intent: Object, method: Object, card: Card, decline: Decline, how: Attempt) -> None:
    charge = add_charge(tx, intent, method, card, decline, authenticated=how.authenticated)
    error = decline.error(charge=charge["id"], payment_method=dict(method))
    fail_intent(tx, intent, error, latest_charge=charge["id"], before=("charge.failed", charge))
    error.details["payment_intent"] = intent
    raise error


def fail_intent(
    tx: Transaction,
    intent: Object,
    error: StripeError,
    *,
    latest_charge: str | None,
    before: tuple[str, Object] | None = None,
) -> None:
    """The PaymentIntent needs another payment method; ``error`` says why."""
    tx.update(
        intent,
        status="requires_payment_method",
        payment_method=None,
        last_payment_error=error.fields(),
        latest_charge=latest_charge,
        next_action=None,
    )
    if before:
        tx.emit(*before)
    tx.emit("payment_intent.payment_failed", intent)

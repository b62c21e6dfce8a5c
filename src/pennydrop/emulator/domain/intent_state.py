"""What a PaymentIntent allows in each of its states."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.wire.errors import StripeError, invalid

CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
UPDATABLE = "requires_payment_method, requires_confirmation, requires_action"


def refuse_confirm(intent: Object) -> None:
    """``StripeError`` when a PaymentIntent cannot be confirmed any more."""
    if intent["status"] in ("succeeded", "requires_capture"):
        raise unexpected_state(
            intent,
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
        )
    if intent["status"] == "canceled":
        raise unexpected_state(
            intent,
            "You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent with one"
            f" of the following statuses may be confirmed: {UPDATABLE}.",
        )


def refuse_update(intent: Object, changed: set[str]) -> None:
    """``StripeError`` when these parameters of a PaymentIntent cannot be changed any more."""
    fixed = sorted(changed - {"metadata", "description", "expand"})
    if intent["status"] in ("succeeded", "canceled") and fixed:
        raise unexpected_state(
            intent,
            f"This PaymentIntent's {fixed[0]} could not be updated because it has a status of {intent['status']}. You"
            f" may only update the {fixed[0]} of a PaymentIntent with one of the following statuses: {UPDATABLE}.",
        )


def refuse_capture(intent: Object) -> None:
    """``StripeError`` unless an authorisation waits to be captured."""
    if intent["status"] != "requires_capture":
        raise unexpected_state(
            intent,
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. Only a"
            " PaymentIntent with one of the following statuses may be captured: requires_capture.",
        )


def refuse_cancel(intent: Object) -> None:
    """``StripeError`` when a PaymentIntent has come to its end."""
    if intent["status"] not in CANCELABLE:
        raise unexpected_state(
            intent,
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent"
            f" with one of the following statuses may be canceled: {', '.join(CANCELABLE)}.",
        )


def unexpected_state(intent: Object, message: str) -> StripeError:
    """HTTP 400 that carries the PaymentIntent."""
    return invalid(message, code="payment_intent_unexpected_state", payment_intent=intent)

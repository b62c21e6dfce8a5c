"""Confirming a PaymentIntent over the API."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain import charging
from pennydrop.emulator.domain.charges import settle
from pennydrop.emulator.domain.intent_state import refuse_confirm, unexpected_state
from pennydrop.emulator.domain.registry import Call
from pennydrop.emulator.wire.errors import invalid


def confirm_intent(call: Call, intent: Object) -> Object:
    """Try to pay; a decline is ``StripeError`` 402 with the PaymentIntent in it."""
    refuse_confirm(intent)
    if not intent["payment_method"]:
        raise unexpected_state(
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


def _require_return_url(call: Call, intent: Object) -> None:
    automatic = intent["automatic_payment_methods"] or {"allow_redirects": "never"}
    if automatic["allow_redirects"] != "never" and not (call.params.get("return_url") or intent["_return_url"]):
        raise invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of"
            " these payment methods might redirect your customer off of your page, you must provide a `return_url`. If"
            " you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to"
            " `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
            " Payment Intents."
        )

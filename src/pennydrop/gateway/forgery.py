"""Webhook requests that Stripe did not send, or would send only on a bad day.

Each function returns body and headers, ready to POST. Signatures are made by the official SDK.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import stripe

from pennydrop.money import Money

TOLERANCE = 300  # seconds; a site refuses older signatures
STALE = 600


class WebhookRequest(NamedTuple):
    """What to POST to the site's webhook endpoint."""

    body: bytes
    headers: dict[str, str]


def signed(event: Mapping[str, Any] | bytes, secret: str, timestamp: int | None = None) -> WebhookRequest:
    """Signed with ``secret`` as Stripe would, now or at ``timestamp`` (Unix seconds). Bytes are sent as they are."""
    body = event if isinstance(event, bytes) else json.dumps(event, indent=2, ensure_ascii=False).encode()
    header = stripe.WebhookSignature.generate_signature_header(body.decode(), secret, timestamp)
    return _request(body, header)


def unsigned(event: Mapping[str, Any]) -> WebhookRequest:
    """Without any ``Stripe-Signature``."""
    return _request(signed(event, "none").body)


def garbled(event: Mapping[str, Any]) -> WebhookRequest:
    """With a ``Stripe-Signature`` that is none."""
    return _request(signed(event, "none").body, "a signature, believe me")


def wrongly_signed(event: Mapping[str, Any]) -> WebhookRequest:
    """Signed with a secret the site does not know."""
    return signed(event, "whsec_" + secrets.token_hex(16))


def tampered(event: Mapping[str, Any], altered: Mapping[str, Any], secret: str) -> WebhookRequest:
    """The signature of ``event`` over the body of ``altered``."""
    return WebhookRequest(signed(altered, secret).body, signed(event, secret).headers)


def stale(event: Mapping[str, Any], secret: str, age: int = STALE) -> WebhookRequest:
    """Signed properly ``age`` seconds ago: a replay of something once seen."""
    return signed(event, secret, int(time.time()) - age)


def malformed(secret: str) -> WebhookRequest:
    """Signed properly, but the body is no JSON."""
    return signed(b'{"id": "evt_broken", "object": "event", ', secret)


def empty(secret: str) -> WebhookRequest:
    """Signed properly, without a body."""
    return signed(b"", secret)


def not_an_event(secret: str, body: bytes = b'{"a": 1}') -> WebhookRequest:
    """Signed properly, JSON, but no event."""
    return signed(body, secret)


def checkout_completed(
    metadata: Mapping[str, str],
    amount: Money,
    *,
    email: str = "nobody@example.com",
    intent_id: str | None = None,
    session_id: str | None = None,
    payment_status: str = "paid",
    live: bool = False,
) -> dict[str, Any]:
    """A plausible ``checkout.session.completed`` that Stripe knows nothing about; give ``intent_id=''`` for none.

    It is of live mode if asked to be, or if the session that is named is.
    """
    session_id = session_id or _id("cs_live" if live else "cs_test")
    live = session_id.startswith("cs_live_")
    session = {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": amount.minor,
        "amount_total": amount.minor,
        "currency": amount.currency,
        "customer_details": {"email": email, "name": None, "phone": None, "tax_exempt": "none"},
        "customer_email": email,
        "livemode": live,
        "metadata": dict(metadata),
        "mode": "payment",
        "payment_intent": _id("pi") if intent_id is None else intent_id or None,
        "payment_method_types": ["card"],
        "payment_status": payment_status,
        "status": "complete",
    }
    return event("checkout.session.completed", session, live=live)


def event(type: str, object: Mapping[str, Any], *, id: str | None = None, live: bool = False) -> dict[str, Any]:
    """A snapshot event of ``type`` around ``object``, as if created just now, in test mode or ``live``."""
    return {
        "id": id or _id("evt"),
        "object": "event",
        "api_version": stripe.api_version,
        "created": int(time.time()),
        "data": {"object": dict(object)},
        "livemode": live,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": type,
    }


def _request(body: bytes, signature: str | None = None) -> WebhookRequest:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    return WebhookRequest(body, {**headers, "Stripe-Signature": signature} if signature else headers)


def _id(prefix: str) -> str:
    return f"{prefix}_forged{secrets.token_hex(9)}"

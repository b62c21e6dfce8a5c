"""Stripe's webhook signature."""

from __future__ import annotations

import hashlib
import hmac
import time

HEADERS = {
    "Accept": "*/*; q=0.5, application/xml",
    "Cache-Control": "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
}


def signed_headers(payload: bytes, secret: str) -> dict[str, str]:
    """The headers of a webhook, signed now. The machine's clock counts: receivers check against theirs."""
    timestamp = int(time.time())
    signature = hmac.new(secret.encode(), b"%d." % timestamp + payload, hashlib.sha256).hexdigest()
    return {**HEADERS, "Stripe-Signature": f"t={timestamp},v1={signature}"}

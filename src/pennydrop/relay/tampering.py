"""Changing a message on its way: so that only its signature can tell, or with a new signature."""

from __future__ import annotations

import re
from dataclasses import replace

from pennydrop.relay.message import Message

SIGNATURE = b"stripe-signature"
_LAST_DIGIT = re.compile(rb"[0-9](?=[^0-9]*\Z)")


def tampered(message: Message) -> Message:
    """The same message with its last digit changed: still valid JSON, still the same length, no longer what was signed.

    A body without any digit gets its last byte changed; an empty one becomes a single space.
    """
    changed, count = _LAST_DIGIT.subn(lambda digit: b"%d" % ((int(digit[0]) + 1) % 10), message.body)
    if count:
        return replace(message, body=changed)
    return replace(message, body=message.body[:-1] + bytes([message.body[-1] ^ 1]) if message.body else b" ")


def rewritten(message: Message, signature: str | None = None, body: str | None = None) -> Message:
    """The same message with another ``Stripe-Signature`` or another body; what is not given stays."""
    headers = message.headers
    if signature is not None:
        others = tuple(header for header in headers if header[0].lower() != SIGNATURE)
        headers = (*others, (SIGNATURE, signature.encode("latin-1")))
    return Message(headers, message.body if body is None else body.encode())

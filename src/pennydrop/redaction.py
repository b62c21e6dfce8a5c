"""Secrets never reach a log, a report or a trace: what is written goes through here first."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MASK = "[redacted]"
# Anything shaped like a Stripe key or signing secret, known to us or not; the kind stays readable.
_STRIPE_SECRET = re.compile(r"\b((?:sk|rk)_(?:test|live)_|whsec_)[A-Za-z0-9_]{4,}")
# Without a look at the scheme: an address is also shown when it is malformed.
# A quotation mark ends it: in JSON, `"http://host:1","to":"ann@example.com"` holds no password.
_URL_PASSWORD = re.compile(r"""(?P<user>//[^\s:/@"]*):[^\s@/"]+@""")


def _spellings(secret: str) -> set[str]:
    """The secret as it stands in text, JSON, a URL, a form that was sent, and HTML."""
    return {secret, json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret), html.escape(secret)}


class Redactor:
    """Replaces the given secrets, and whatever looks like one, by a mask."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # Longest first, so that one secret inside another does not leave a tail behind; very short ones would
        # blank out ordinary words.
        spellings = {spelling for secret in secrets if len(secret) >= 4 for spelling in _spellings(secret)}
        self._secrets = sorted(spellings, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with every secret masked."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        text = _STRIPE_SECRET.sub(lambda found: found[1] + MASK, text)
        return _URL_PASSWORD.sub(rf"\g<user>:{MASK}@", text)

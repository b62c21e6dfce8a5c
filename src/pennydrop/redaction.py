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

_MAIL_ADDRESS = re.compile(r"([\w.+%-]+)(?:@|%40)([\w-]+(?:\.[\w-]+)+)")
# Post boxes of an office, not of a person.
_OFFICES = frozenset(
    {"abuse", "admin", "billing", "contact", "dmarc", "hello", "help", "hostmaster", "info", "no-reply", "noreply"}
    | {"office", "payments", "postmaster", "privacy", "security", "support", "team", "webmaster"}
)


def _spellings(secret: str) -> set[str]:
    """The secret as it stands in text, JSON, a URL, a form that was sent, and HTML."""
    return {secret, json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret), html.escape(secret)}


class Redactor:
    """Replaces the given secrets, and whatever looks like one, by a mask.

    With ``personal``, as in the live profile, mail addresses are masked too, and whatever was learnt of a person; at
    the site's own ``domain`` those of an office (``support@``, ``noreply@``) stay readable.
    """

    def __init__(self, secrets: Iterable[str] = (), *, personal: bool = False, domain: str | None = None) -> None:
        # Longest first, so that one secret inside another does not leave a tail behind; very short ones would
        # blank out ordinary words.
        spellings = {spelling for secret in secrets if len(secret) >= 4 for spelling in _spellings(secret)}
        self._secrets = sorted(spellings, key=len, reverse=True)
        self._personal = personal
        self._domain = domain
        self._learnt: set[str] = set()
        self._people: re.Pattern[str] | None = None

    def learn(self, values: Iterable[str]) -> None:
        """Mask these from now on, as whole words in any case: names, streets, telephone numbers."""
        new = {value.strip() for value in values} - self._learnt - {""}
        if self._personal and new:
            self._learnt |= new
            spellings = {spelling for value in self._learnt for spelling in _spellings(value)}
            longest_first = sorted(spellings, key=len, reverse=True)
            self._people = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with every secret masked."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        text = _STRIPE_SECRET.sub(lambda found: found[1] + MASK, text)
        text = _URL_PASSWORD.sub(rf"\g<user>:{MASK}@", text)
        if self._personal:
            text = _MAIL_ADDRESS.sub(self._address, text)
            text = self._people.sub(MASK, text) if self._people else text
        return text

    def _address(self, found: re.Match[str]) -> str:
        local, domain = found[1].lower(), found[2].lower()
        return found[0] if local in _OFFICES and domain == self._domain else MASK

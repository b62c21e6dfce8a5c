"""The names of the rehearsal's mail domain: what a well-kept domain publishes."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DOMAIN = "recorder-ed.test"
SELECTOR = "mail2026"
PROVIDER = "mail-provider.test"
TTL = 60

Records = dict[tuple[str, str], list[str]]
"""Values by name and type, in the notation of zone files."""


def sound_zone() -> Records:
    """SPF, a DKIM key, DMARC and two mail servers of ``DOMAIN``; its mail provider's part of the SPF."""
    return {
        (DOMAIN, "A"): ["127.0.0.1"],
        (DOMAIN, "MX"): [f"10 mx1.{DOMAIN}.", f"20 mx2.{DOMAIN}."],
        (f"mx1.{DOMAIN}", "A"): ["127.0.0.1"],
        (f"mx2.{DOMAIN}", "A"): ["127.0.0.1"],
        (DOMAIN, "TXT"): [quoted(f"v=spf1 mx include:_spf.{PROVIDER} -all")],
        (f"_spf.{PROVIDER}", "TXT"): [quoted("v=spf1 ip4:192.0.2.0/24 -all")],
        (f"{SELECTOR}._domainkey.{DOMAIN}", "TXT"): [quoted(f"v=DKIM1; k=rsa; p={_public_key()}")],
        (f"_dmarc.{DOMAIN}", "TXT"): [quoted(f"v=DMARC1; p=quarantine; rua=mailto:dmarc@{DOMAIN}")],
    }


def quoted(text: str) -> str:
    """A TXT value: in pieces of at most 255 characters, as the wire wants it."""
    return " ".join(f'"{text[place : place + 255]}"' for place in range(0, len(text), 255))


def _public_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()

"""DKIM (RFC 6376): the public keys that receivers check a mail's signature with."""

from __future__ import annotations

import base64
import binascii

from pennydrop.golive.check import Answer, failed, passed, warned
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.name_service import NameService

with golive_extra("the look at DKIM keys"):
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

SHORTEST, LONG_ENOUGH = 1024, 2048  # bits of RSA: what receivers must accept, and what signers should use (RFC 8301)
ED25519 = 32  # bytes


def look(names: NameService, name: str) -> Answer:
    """Judge the key at ``selector._domainkey.domain``."""
    mend = f"publish the key your mail provider shows for {name}, and send a mail to see that it signs with it"
    found = names.texts(name)
    if not found:
        missing = "has no TXT record" if names.exists(name) else "does not exist in DNS"
        return failed(f"{name} {missing}", mend=mend)
    if len(found) > 1:
        return failed(
            f"{name} has {len(found)} TXT records, so receivers may take the wrong one", mend="keep one of them"
        )
    tags = _tags(found[0])
    if "p" not in tags:
        return failed(f"{name} holds no key (p=): {found[0][:60]}", mend=mend)
    if not tags["p"]:
        return failed(f"{name} is revoked (its p= is empty)", mend=f"{mend}, or take its selector out of the settings")
    if tags.get("v", "DKIM1") != "DKIM1":
        return failed(f"{name} is v={tags['v']}, not DKIM1", mend=mend)
    if "sha256" not in tags.get("h", "sha256").split(":"):
        return failed(f"{name} allows h={tags['h']} only, which receivers refuse", mend=mend)
    if not {"*", "email"} & set(tags.get("s", "*").split(":")):
        return failed(f"{name} is for s={tags['s']}, not for mail", mend=mend)
    answer = _key(name, tags, mend)
    if not answer.mend and "y" in tags.get("t", "").split(":"):
        return warned(f"{answer.evidence}; t=y says it is only being tried out", mend=f"take t=y out of {name}")
    return answer


def _key(name: str, tags: dict[str, str], mend: str) -> Answer:
    kind = tags.get("k", "rsa").lower()
    try:
        key = base64.b64decode(tags["p"], validate=True)
        if kind == "ed25519":
            return passed(f"{name}: Ed25519") if len(key) == ED25519 else failed(f"{name}: no Ed25519 key", mend=mend)
        public = load_der_public_key(key)
    except (binascii.Error, ValueError, UnsupportedAlgorithm):
        return failed(f"{name}: its key cannot be read (k={kind})", mend=mend)
    if kind != "rsa" or not isinstance(public, RSAPublicKey):
        return failed(f"{name}: a key of a kind that receivers do not know (k={kind})", mend=mend)
    if public.key_size < SHORTEST:
        return failed(f"{name}: RSA with {public.key_size} bits, which receivers refuse", mend=mend)
    if public.key_size < LONG_ENOUGH:
        return warned(
            f"{name}: RSA with {public.key_size} bits", mend=f"have the provider make a {LONG_ENOUGH}-bit key"
        )
    return passed(f"{name}: RSA with {public.key_size} bits")


def _tags(record: str) -> dict[str, str]:
    pairs = (tag.partition("=") for tag in record.split(";"))
    return {key.strip().lower(): "".join(value.split()) for key, _, value in pairs}

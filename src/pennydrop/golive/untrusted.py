"""Why a server's certificates lead to nobody who is trusted: most often, it keeps the intermediate one to itself."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from itertools import islice

import httpx2

from pennydrop.golive.examination import Examination
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.handshake import (
    ISSUER_UNKNOWN,
    LEAF_UNVERIFIABLE,
    NO_CHECK_TIME,
    ROOT_UNKNOWN,
    SELF_SIGNED,
    Verification,
    name,
    verify,
)
from pennydrop.golive.visitor import Address, trust

with golive_extra("the look at the site's certificate"):
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import AuthorityInformationAccessOID

INTERMEDIATES = 4  # more than any public authority puts between itself and a site


def why_untrusted(
    examination: Examination, address: Address, sent: Sequence[x509.Certificate], found: Verification
) -> str:
    """In a sentence: what is wrong with the certificates that were ``sent``, of which OpenSSL ``found`` no chain."""
    top = _top(sent)
    if found.result == SELF_SIGNED:
        return f"the certificate of {name(sent[0].subject)!r} is self-signed: nobody else vouches for it"
    if found.result == ROOT_UNKNOWN or top.issuer == top.subject:
        return f"the chain ends at {name(top.subject)!r}, which this machine does not trust"
    if found.result not in (ISSUER_UNKNOWN, LEAF_UNVERIFIABLE):
        return f"the chain does not verify: {found.words}"
    missing = list(islice(_issuers(top, examination.settings.deadline), INTERMEDIATES))
    if missing and _mended(examination, address, missing):
        named = " and ".join(repr(name(certificate.subject)) for certificate in missing)
        return (
            f"the server does not send the intermediate certificate {named}; browsers fetch it themselves and show"
            " a padlock, Stripe's webhooks do not and fail"
        )
    return (
        f"the server sends {len(sent)} certificate(s), up to {name(top.subject)!r}, and its issuer"
        f" {name(top.issuer)!r} is neither sent nor trusted here: the intermediate certificate is missing, or the"
        " authority is unknown"
    )


def _top(sent: Sequence[x509.Certificate]) -> x509.Certificate:
    """The last certificate that can be reached from the server's own, in whatever order they are sent."""
    top, others = sent[0], list(sent[1:])
    while above := next((other for other in others if other.subject == top.issuer), None):
        others.remove(above)
        top = above
    return top


def _issuers(certificate: x509.Certificate, deadline: float) -> Iterator[x509.Certificate]:
    """The issuers up to the root, by the addresses that certificates name: what a browser does without a word."""
    while certificate.issuer != certificate.subject:
        issuer = next(filter(None, (_fetched(url, deadline) for url in _issuer_urls(certificate))), None)
        if issuer is None or issuer.subject != certificate.issuer or issuer.issuer == issuer.subject:
            return  # a root is no intermediate
        yield issuer
        certificate = issuer


def _issuer_urls(certificate: x509.Certificate) -> list[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return []
    return [
        entry.access_location.value
        for entry in access
        if entry.access_method == AuthorityInformationAccessOID.CA_ISSUERS
        and isinstance(entry.access_location, x509.UniformResourceIdentifier)
    ]


def _fetched(url: str, deadline: float) -> x509.Certificate | None:
    try:
        body = httpx2.get(url, timeout=deadline, trust_env=False).content
        return x509.load_pem_x509_certificate(body) if b"-----BEGIN" in body else x509.load_der_x509_certificate(body)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
        return None


def _mended(examination: Examination, address: Address, missing: Sequence[x509.Certificate]) -> bool:
    """True if the chain verifies once the missing certificates are there."""
    context = trust(examination)
    context.check_hostname = False
    context.load_verify_locations(cadata="".join(each.public_bytes(Encoding.PEM).decode() for each in missing))
    # They are links only: without these flags, none of them is taken for the end of the chain.
    context.verify_flags = ssl.VerifyFlags((context.verify_flags | NO_CHECK_TIME) & ~ssl.VERIFY_X509_PARTIAL_CHAIN)
    return verify(address, context, examination.settings.deadline).result == 0

"""What the site's server presents when TLS is begun: its certificates, and whether they lead to somebody trusted."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import httpx2

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.examination import Examination
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.visitor import Address, tls_addresses, trust

with golive_extra("the look at the site's certificate"):
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import AuthorityInformationAccessOID

# Verification results of OpenSSL (x509_vfy.h).
NOT_YET_VALID, EXPIRED, SELF_SIGNED, ROOT_UNKNOWN, ISSUER_UNKNOWN, LEAF_UNVERIFIABLE = 9, 10, 18, 19, 20, 21
NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which ssl does not name
INTERMEDIATES = 4  # more than any public authority puts between itself and a site


@dataclass(frozen=True)
class Presented:
    """``sent``: the server's certificates, its own first. ``chain``: from its own up to a trusted root; empty if none.

    ``trouble`` says why there is no chain; ``foreign_host`` why the certificate is not for this host. Empty: all right.
    """

    sent: tuple[x509.Certificate, ...]
    chain: tuple[x509.Certificate, ...]
    trouble: str
    foreign_host: str

    @property
    def own(self) -> x509.Certificate:
        return self.sent[0]


def certificates(examination: Examination) -> dict[Address, Presented]:
    """What each address presents. ``SiteUnreachable`` if one of them takes no connection or speaks no TLS."""
    return {address: _presented(examination, address) for address in tls_addresses(examination)}


def connect(address: Address, context: ssl.SSLContext, deadline: float) -> ssl.SSLSocket:
    """A TLS connection, named by SNI unless the host is an IP address. ``ssl.SSLError`` is the caller's."""
    try:
        plain = socket.create_connection((address.host, address.port), timeout=deadline)
    except OSError as error:
        raise SiteUnreachable(f"{address} takes no connection: {error.strerror or error}") from None
    try:
        return context.wrap_socket(plain, server_hostname=address.host)
    except BaseException:
        plain.close()
        raise


def name(certificate: x509.Name) -> str:
    """A name as people say it: its common name, or all of it."""
    common = certificate.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.rfc4514_string() or "(no name)"


def _presented(examination: Examination, address: Address) -> Presented:
    deadline = examination.settings.deadline
    sent = _sent(address, deadline)
    context = trust(examination)
    context.check_hostname = False
    code, message, chain = _verified(address, context, deadline)
    if code in (EXPIRED, NOT_YET_VALID):  # trust is one question, dates are another
        context.verify_flags = ssl.VerifyFlags(context.verify_flags | NO_CHECK_TIME)
        code, message, chain = _verified(address, context, deadline)
    trouble = _why(examination, address, sent, code, message) if code else ""
    return Presented(sent, chain, trouble, _foreign_host(address, sent[0], deadline))


def _sent(address: Address, deadline: float) -> tuple[x509.Certificate, ...]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")  # to see what is there, however bad
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    try:
        with connect(address, context, deadline) as connection:
            return _chain(connection, verified=False)
    except OSError as error:
        raise SiteUnreachable(f"{address} speaks no TLS: {getattr(error, 'reason', None) or error}") from None


def _verified(
    address: Address, context: ssl.SSLContext, deadline: float
) -> tuple[int, str, tuple[x509.Certificate, ...]]:
    """OpenSSL's result (0: trusted), its words, and the chain."""
    try:
        with connect(address, context, deadline) as connection:
            return 0, "", _chain(connection, verified=True)
    except ssl.SSLCertVerificationError as error:
        return error.verify_code, error.verify_message, ()
    except OSError as error:
        raise SiteUnreachable(f"{address} breaks off: {getattr(error, 'reason', None) or error}") from None


def _chain(connection: ssl.SSLSocket, *, verified: bool) -> tuple[x509.Certificate, ...]:
    if sys.version_info >= (3, 13):
        ders = connection.get_verified_chain() if verified else connection.get_unverified_chain()
    else:  # there since 3.10, published with 3.13
        inner = connection._sslobj  # type: ignore[attr-defined]
        found = inner.get_verified_chain() if verified else inner.get_unverified_chain()
        ders = [ssl.PEM_cert_to_DER_cert(certificate.public_bytes()) for certificate in found or ()]
    return tuple(x509.load_der_x509_certificate(der) for der in ders)


def _foreign_host(address: Address, own: x509.Certificate, deadline: float) -> str:
    """OpenSSL's own comparison of names, with the server's certificate taken for trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.hostname_checks_common_name = False
    context.load_verify_locations(cadata=own.public_bytes(Encoding.PEM).decode())
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME)
    context.set_ciphers("ALL:@SECLEVEL=0")
    code, message, _ = _verified(address, context, deadline)
    return message if code else ""


def _why(examination: Examination, address: Address, sent: Sequence[x509.Certificate], code: int, message: str) -> str:
    top = _top(sent)
    if code == SELF_SIGNED:
        return f"the certificate of {name(sent[0].subject)!r} is self-signed: nobody else vouches for it"
    if code == ROOT_UNKNOWN or top.issuer == top.subject:
        return f"the chain ends at {name(top.subject)!r}, which this machine does not trust"
    if code not in (ISSUER_UNKNOWN, LEAF_UNVERIFIABLE):
        return f"the chain does not verify: {message}"
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
    return _verified(address, context, examination.settings.deadline)[0] == 0

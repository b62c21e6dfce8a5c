"""Beginning TLS with the site's server: the certificates it sends, and what OpenSSL makes of them."""

from __future__ import annotations

import socket
import ssl
import sys
from dataclasses import dataclass

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.visitor import Address

with golive_extra("the look at the site's certificate"):
    from cryptography import x509

# Verification results of OpenSSL (x509_vfy.h).
NOT_YET_VALID, EXPIRED, SELF_SIGNED, ROOT_UNKNOWN, ISSUER_UNKNOWN, LEAF_UNVERIFIABLE = 9, 10, 18, 19, 20, 21
NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which ssl does not name
ANY_CIPHER = "ALL:@SECLEVEL=0"  # to see what is there, however bad


@dataclass(frozen=True)
class Verification:
    """OpenSSL's ``result`` (0: trusted) in numbers and ``words``; ``chain`` is from the server's own certificate up to
    a trusted root, empty if there is none."""

    result: int
    words: str = ""
    chain: tuple[x509.Certificate, ...] = ()


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


def sent_certificates(address: Address, deadline: float) -> tuple[x509.Certificate, ...]:
    """All that the server sends, its own first. ``SiteUnreachable`` if it takes no connection or speaks no TLS."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ANY_CIPHER)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    try:
        with connect(address, context, deadline) as connection:
            return _chain(connection, verified=False)
    except OSError as error:
        raise SiteUnreachable(f"{address} speaks no TLS: {getattr(error, 'reason', None) or error}") from None


def verify(address: Address, context: ssl.SSLContext, deadline: float) -> Verification:
    """What OpenSSL says of the certificates, by ``context``. ``SiteUnreachable`` if the server breaks off."""
    try:
        with connect(address, context, deadline) as connection:
            return Verification(0, chain=_chain(connection, verified=True))
    except ssl.SSLCertVerificationError as error:
        return Verification(error.verify_code, error.verify_message)
    except OSError as error:
        raise SiteUnreachable(f"{address} breaks off: {getattr(error, 'reason', None) or error}") from None


def name(certificate: x509.Name) -> str:
    """A name as people say it: its common name, or all of it."""
    common = certificate.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.rfc4514_string() or "(no name)"


def _chain(connection: ssl.SSLSocket, *, verified: bool) -> tuple[x509.Certificate, ...]:
    if sys.version_info >= (3, 13):
        ders = connection.get_verified_chain() if verified else connection.get_unverified_chain()
    else:  # there since 3.10, published with 3.13
        inner = connection._sslobj  # type: ignore[attr-defined]
        found = inner.get_verified_chain() if verified else inner.get_unverified_chain()
        ders = [ssl.PEM_cert_to_DER_cert(certificate.public_bytes()) for certificate in found or ()]
    return tuple(x509.load_der_x509_certificate(der) for der in ders)

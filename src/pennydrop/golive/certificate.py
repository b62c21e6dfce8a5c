"""What the site's server presents when TLS is begun: its certificates, and whether they lead to somebody trusted."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from pennydrop.golive.examination import Examination
from pennydrop.golive.extras import golive_extra
from pennydrop.golive.handshake import ANY_CIPHER, EXPIRED, NO_CHECK_TIME, NOT_YET_VALID, sent_certificates, verify
from pennydrop.golive.untrusted import why_untrusted
from pennydrop.golive.visitor import Address, tls_addresses, trust

with golive_extra("the look at the site's certificate"):
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding


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


def _presented(examination: Examination, address: Address) -> Presented:
    deadline = examination.settings.deadline
    sent = sent_certificates(address, deadline)
    context = trust(examination)
    context.check_hostname = False
    found = verify(address, context, deadline)
    if found.result in (EXPIRED, NOT_YET_VALID):  # trust is one question, dates are another
        context.verify_flags = ssl.VerifyFlags(context.verify_flags | NO_CHECK_TIME)
        found = verify(address, context, deadline)
    trouble = why_untrusted(examination, address, sent, found) if found.result else ""
    return Presented(sent, found.chain, trouble, _foreign_host(address, sent[0], deadline))


def _foreign_host(address: Address, own: x509.Certificate, deadline: float) -> str:
    """OpenSSL's own comparison of names, with the server's certificate taken for trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.hostname_checks_common_name = False
    context.load_verify_locations(cadata=own.public_bytes(Encoding.PEM).decode())
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME)
    context.set_ciphers(ANY_CIPHER)
    return verify(address, context, deadline).words

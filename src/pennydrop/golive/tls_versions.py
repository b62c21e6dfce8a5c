"""Which versions of TLS a server accepts: each one offered alone."""

from __future__ import annotations

import ssl
import warnings
from enum import Enum

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.handshake import connect
from pennydrop.golive.visitor import Address

OLD = {"TLS 1.0": ssl.TLSVersion.TLSv1, "TLS 1.1": ssl.TLSVersion.TLSv1_1}
GOOD = {"TLS 1.2": ssl.TLSVersion.TLSv1_2, "TLS 1.3": ssl.TLSVersion.TLSv1_3}


class Reply(Enum):
    """What became of an offer. ``NOT_OFFERED``: OpenSSL on this machine cannot speak it, so nothing is known."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_OFFERED = "not offered"


def offer(address: Address, version: ssl.TLSVersion, deadline: float) -> Reply:
    """Begin TLS in this version and no other. ``SiteUnreachable`` if there is no answer at all."""
    context = only(version)
    if not can_offer(context):
        return Reply.NOT_OFFERED
    try:
        with connect(address, context, deadline):
            return Reply.ACCEPTED
    except TimeoutError:
        raise SiteUnreachable(f"{address} does not answer an offer of {version.name} within {deadline:g} s") from None
    except OSError:  # an alert, or the connection closed: either way there will be no talk in this version
        return Reply.REFUSED


def only(version: ssl.TLSVersion) -> ssl.SSLContext:
    """A context for this version alone, with everything allowed that was ever used with it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")  # OpenSSL 3 offers 1.0 and 1.1 at this level only
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # which is why it is asked
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = version
        context.minimum_version = version
    return context


def can_offer(context: ssl.SSLContext) -> bool:
    """True if OpenSSL here gets as far as a greeting with this context."""
    try:
        context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="greeting.invalid").do_handshake()
    except ssl.SSLWantReadError:
        return True
    except ssl.SSLError:
        return False
    return False

"""Certificates for the rehearsal's site, from an authority that only the rehearsal trusts."""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pennydrop.errors import PennydropError

try:
    import trustme
except ImportError as missing:
    raise PennydropError("a rehearsal makes its certificates with trustme; pip install trustme") from missing

LIFETIME = timedelta(days=90)
FORTNIGHT = timedelta(days=14)


class Certificates:
    """A root authority, one between it and the sites, and the certificates it issues.

    ``ca_file`` is the root (PEM): who trusts it, trusts them.
    """

    def __init__(self, folder: Path) -> None:
        root = trustme.CA(organization_name="Rehearsal Root")
        self._authority = trustme.CA(root, organization_name="Rehearsal Authority")
        self.ca_file = folder / "rehearsal-ca.pem"
        root.cert_pem.write_to_path(self.ca_file)

    def context(
        self, host: str, *, days_left: float = 76, whole_chain: bool = True, old_versions: bool = False
    ) -> ssl.SSLContext:
        """What a server for ``host`` speaks TLS with: TLS 1.2 or newer, or with ``old_versions`` 1.0 and 1.1 too."""
        until = datetime.now(UTC) + timedelta(days=days_left)
        leaf = self._authority.issue_cert(host, not_before=until - LIFETIME, not_after=until)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if old_versions:
            _offer_old_versions(context)
        chain = leaf.cert_chain_pems if whole_chain else leaf.cert_chain_pems[:1]
        with trustme.Blob(b"".join(blob.bytes() for blob in [leaf.private_key_pem, *chain])).tempfile() as file:
            context.load_cert_chain(file)
        return context


def _offer_old_versions(context: ssl.SSLContext) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # they are offered for being deprecated
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # OpenSSL by itself has given them up

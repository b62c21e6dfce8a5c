"""Certificates with what trustme leaves out: addresses of issuers, dates of authorities, self-signed sites."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID


class Authority:
    """A key and its certificate: a root, an intermediate (:meth:`sub_authority`) or a site's."""

    def __init__(
        self,
        name: str,
        *,
        issuer: Authority | None = None,
        days: float = 90,
        is_site: bool = False,
        issuer_url: str = "",
    ) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now, signer = datetime.now(UTC), issuer or self
        builder = (
            x509.CertificateBuilder()
            .subject_name(self._subject)
            .issuer_name(signer._subject)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=90))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=not is_site, path_length=None), critical=True)
        )
        if is_site or not issuer:
            builder = builder.add_extension(x509.SubjectAlternativeName([_general_name(name)]), critical=False)
        if issuer_url:
            where = x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_url)
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
        self._certificate = builder.sign(signer._key, hashes.SHA256())

    @property
    def pem(self) -> bytes:
        return self._certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self._certificate.public_bytes(Encoding.DER)

    def sub_authority(self, name: str, *, days: float = 90) -> Authority:
        return Authority(name, issuer=self, days=days)

    def site_certificate(self, host: str, *, issuer_url: str = "") -> Authority:
        return Authority(host, issuer=self, is_site=True, issuer_url=issuer_url)

    def own_context(self) -> ssl.SSLContext:
        """A server's context with this certificate alone."""
        return self.context()

    def context(self, *others: Authority) -> ssl.SSLContext:
        """... and with these sent along."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "site.pem"
            key = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            file.write_bytes(key + self.pem + b"".join(other.pem for other in others))
            context.load_cert_chain(file)
        return context


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.replace(" ", "-"))

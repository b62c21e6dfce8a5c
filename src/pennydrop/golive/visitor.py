"""How the checks reach the site: where it answers, whom to trust, and one polite way to ask for a page."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2

from pennydrop.errors import SettingsError, SiteUnreachable
from pennydrop.golive.examination import Examination
from pennydrop.golive.untold import CertificateRefused

USER_AGENT = "Pennydrop golive (looks at this site for its owner)"
LIMIT = 5_000_000  # bytes of a body that are read
_TEXT = ("text/", "json", "javascript", "xml", "ecmascript")
_PORTS = {"http": 80, "https": 443}
_REFUSED = re.compile(r"certificate verify failed: (.+?)(?: \(_ssl|$)")
# In OpenSSL's words for what is wrong with a certificate: the check that looks at it; whatever else, the chain.
_REFUSALS = {"has expired": "tls-expiry", "not yet valid": "tls-expiry", "not valid for": "tls-host", "": "tls-chain"}


@dataclass(frozen=True)
class Address:
    """A host, without brackets, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(url: str) -> Address:
    """Where ``url`` leads: its host in small letters, its port or the scheme's own."""
    parts = urlsplit(url)
    return Address(parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))


def tls_addresses(examination: Examination) -> tuple[Address, ...]:
    """Where the site speaks TLS: at its own address and, if it is another one, at the webhook endpoint's."""
    urls = (examination.settings.site, examination.golive.webhook_url or "")
    try:
        return tuple(dict.fromkeys(address_of(url) for url in urls if url.startswith("https://")))
    except ValueError as error:
        raise SettingsError(f"PENNYDROP_SITE_URL or PENNYDROP_GOLIVE__WEBHOOK_URL is no web address: {error}") from None


def trust(examination: Examination) -> ssl.SSLContext:
    """A context with the authorities this machine trusts, and those of ``golive.ca_file``."""
    context = ssl.create_default_context()
    context.hostname_checks_common_name = False  # nor do browsers
    # Python 3.13 asks for more than any browser does; a verdict must not depend on Python's version.
    context.verify_flags = ssl.VerifyFlags(context.verify_flags & ~ssl.VERIFY_X509_STRICT)
    if ca_file := examination.golive.ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # ssl.SSLError is one
            raise SettingsError(
                f"PENNYDROP_GOLIVE__CA_FILE: {ca_file} cannot be read as PEM certificates: {error.strerror or error}"
            ) from None
    return context


@dataclass(frozen=True)
class Answered:
    """One answer. ``text`` is empty for what is no text; ``url`` is what was asked for."""

    url: str
    status: int
    headers: httpx2.Headers
    text: str

    @property
    def location(self) -> str | None:
        """Where it redirects to, absolute and without fragment; ``None`` if it does not."""
        there = self.headers.get("location")
        return urldefrag(urljoin(self.url, there)).url if there and 300 <= self.status < 400 else None

    @property
    def kind(self) -> str:
        """The media type, ``text/html``."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()


class Visitor:
    """A visitor who is not logged in, keeps no cookie and follows no redirect by itself. Use it with ``with``."""

    def __init__(self, examination: Examination) -> None:
        self._examination = examination
        self._client = httpx2.Client(
            verify=trust(examination),
            timeout=examination.settings.deadline,
            headers={"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.8"},
            trust_env=False,  # what visitors meet, not what a proxy here makes of it
        )

    def get(self, url: str, **headers: str) -> Answered:
        """What ``url`` answers. ``SiteUnreachable`` if nothing that is HTTP comes back, or not in time.

        It is a ``CertificateRefused`` where the checks of the certificate tell why.
        """
        return self._ask("GET", url, headers)

    def send_form(self, url: str, fields: Mapping[str, str], **headers: str) -> Answered:
        """The same for a form that is sent: no mere look, see :attr:`Check.writes`."""
        return self._ask("POST", url, headers, fields)

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], form: Mapping[str, str] | None = None
    ) -> Answered:
        try:
            with self._client.stream(method, url, headers=headers, data=form) as response:
                text = _text(response)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise unreachable(self._examination, url, error) from None
        finally:
            self._client.cookies.clear()
        return Answered(url, response.status_code, response.headers, text)

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._client.close()


def _text(response: httpx2.Response) -> str:
    """The body, or its first ``LIMIT`` bytes, if it is text."""
    kind = response.headers.get("content-type", "text/html").lower()
    if not any(word in kind for word in _TEXT):
        return ""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) >= LIMIT:
            break
    try:
        return bytes(body[:LIMIT]).decode(response.charset_encoding or "utf-8", "replace")
    except LookupError:  # an encoding nobody has heard of
        return bytes(body[:LIMIT]).decode("utf-8", "replace")


def unreachable(examination: Examination, url: str, error: Exception) -> SiteUnreachable:
    """What kept the answer away; a certificate is named as such, with the check that says more about it."""
    told = str(error) or type(error).__name__
    refused = _REFUSED.search(told)
    if refused is None:
        return SiteUnreachable(f"{url} does not answer: {told}")
    message = f"{url} is not asked, because its certificate is not accepted ({refused[1]})"
    if address_of(url) not in tls_addresses(examination):
        return SiteUnreachable(message)
    return CertificateRefused(message, next(check for sign, check in _REFUSALS.items() if sign in refused[1]))

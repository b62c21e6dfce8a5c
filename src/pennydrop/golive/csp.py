"""Content Security Policy, as far as it decides whether a customer can pay: may this page load that, send there?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

# Where a browser looks when a directive is missing, after CSP level 3. form-action has no fallback.
_FALLBACK = {
    "script-src-elem": ("script-src", "default-src"),
    "script-src": ("default-src",),
    "frame-src": ("child-src", "default-src"),
    "connect-src": ("default-src",),
    "form-action": (),
}
_HOST_SOURCE = re.compile(
    r"^(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>[^/:]+)(?::(?P<port>\d+|\*))?(?P<path>/.*)?$"
)


@dataclass(frozen=True)
class Policy:
    """One policy: its directives' sources. A browser obeys all policies of a page at once."""

    directives: dict[str, tuple[str, ...]]

    def allows(self, directive: str, url: str, *, site: str, nonce: str = "") -> bool:
        """May ``url`` (https) be used for ``directive`` by a page of ``site``, with this nonce on its tag?"""
        sources = self._sources(directive)
        if sources is None:
            return True
        if nonce and f"'nonce-{nonce}'" in sources:
            return True
        if "'strict-dynamic'" in sources and directive.startswith("script-src"):
            return False  # then hosts do not count
        return any(_matches(source, url, site) for source in sources)

    def names(self, directive: str) -> bool:
        """True if the directive itself is in the policy."""
        return directive in self.directives

    def _sources(self, directive: str) -> tuple[str, ...] | None:
        for name in (directive, *_FALLBACK[directive]):
            if name in self.directives:
                return self.directives[name]
        return None


def policies(headers: Iterable[str]) -> list[Policy]:
    """The policies of a page, of its headers and ``<meta>`` tags; a header may hold several, with commas."""
    found = []
    for text in (part for header in headers for part in header.split(",")):
        directives: dict[str, tuple[str, ...]] = {}
        for directive in filter(None, (part.split() for part in text.split(";"))):
            directives.setdefault(directive[0].lower(), tuple(directive[1:]))  # the first of two counts
        if directives:
            found.append(Policy(directives))
    return found


def _matches(source: str, url: str, site: str) -> bool:
    parts = urlsplit(url)
    if source == "*":
        return True
    if source.lower() == "'self'":
        own = urlsplit(site)
        return (own.scheme, own.netloc) == (parts.scheme, parts.netloc)
    if source.startswith("'"):
        return False  # 'none', 'unsafe-inline', a hash: nothing about hosts
    if source.endswith(":"):
        return source.lower() == f"{parts.scheme}:"
    found = _HOST_SOURCE.match(source.lower())
    if not found:
        return False
    scheme_fits = found["scheme"] in (None, "http", parts.scheme)  # http:// also allows https://
    port_fits = found["port"] in (None, "*", str(parts.port or 443))
    return (
        scheme_fits and port_fits and _host_fits(found["host"], parts.hostname or "") and _path_fits(source, parts.path)
    )


def _host_fits(pattern: str, host: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _path_fits(source: str, path: str) -> bool:
    """A path of the source ending in / allows what is below it; paths do not bind redirects, see the caller."""
    found = _HOST_SOURCE.match(source)
    allowed = (found["path"] if found else None) or ""
    if allowed in ("", "/"):
        return True
    return path.startswith(allowed) if allowed.endswith("/") else path == allowed

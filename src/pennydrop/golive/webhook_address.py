"""Where Stripe has to send the site's events, and how an address that is nearly that differs."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from pennydrop.golive.examination import Examination


def webhook_address(examination: Examination) -> str:
    """The endpoint's address as it has to stand in the Dashboard, letter by letter."""
    return examination.golive.webhook_url or examination.settings.site_webhook_url


def differences(wanted: str, actual: str) -> list[str]:
    """What is different about ``actual``; nothing if it is meant for another site altogether."""
    ours, theirs = urlsplit(wanted), urlsplit(actual)
    if not _related(ours, theirs):
        return []
    found = []
    if theirs.scheme != ours.scheme:
        found.append(f"scheme {theirs.scheme} instead of {ours.scheme}")
    if theirs.hostname != ours.hostname:
        found.append(_host(ours.hostname or "", theirs.hostname or ""))
    if _port(theirs) != _port(ours):
        found.append(f"port {theirs.port or 'of the scheme'} instead of {ours.port or 'that of the scheme'}")
    if theirs.path != ours.path:
        found.append(_path(ours.path, theirs.path))
    if theirs.query != ours.query or theirs.fragment != ours.fragment:
        found.append("something after ? or #")
    return found or [f"written differently ({actual!r})"]


def _related(ours: SplitResult, theirs: SplitResult) -> bool:
    """The same site at another path, or the same path at another site: a mistake, or a move."""
    return _bare(ours.hostname) == _bare(theirs.hostname) or ours.path.strip("/") == theirs.path.strip("/") != ""


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")


def _host(ours: str, theirs: str) -> str:
    if theirs == f"www.{ours}":
        return f"host {theirs}: with www, the site is without"
    if ours == f"www.{theirs}":
        return f"host {theirs}: without www, the site is with it"
    return f"host {theirs} instead of {ours}"


def _path(ours: str, theirs: str) -> str:
    if theirs.rstrip("/") == ours.rstrip("/"):
        return "no slash at the end" if ours.endswith("/") else "a slash at the end"
    return f"path {theirs or '/'} instead of {ours or '/'}"


def _port(address: SplitResult) -> int | None:
    return None if address.port == {"https": 443, "http": 80}.get(address.scheme) else address.port

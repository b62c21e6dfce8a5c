"""3. SSL certificate: the cookies that say who somebody is travel by https only, and are no script's business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, warned
from pennydrop.golive.crawl import crawl
from pennydrop.golive.examination import Examination
from pennydrop.golive.login import log_in
from pennydrop.golive.worst import worst

_CSRF = re.compile(r"csrf|xsrf", re.IGNORECASE)
_SESSION = re.compile(r"sess|(^|[._-])s?sid$|(^|[._-])auth(?!or)|remember|(^|[._-])(jwt|token)$", re.IGNORECASE)


@dataclass(frozen=True)
class Cookie:
    """A cookie as the site sets it: its attributes in small letters, ``page`` where it was set."""

    name: str
    attributes: dict[str, str]
    page: str

    def lacks(self, *wanted: str) -> list[str]:
        """Which of the attributes ``Secure``, ``HttpOnly``, ``SameSite`` are not there."""
        return [name for name in wanted if name.lower() not in self.attributes]

    @property
    def same_site(self) -> str:
        return self.attributes.get("samesite", "").lower()


def cookies(examination: Examination) -> list[Cookie]:
    """Every cookie that a visitor of the crawled pages is given, by name: the least protected one of each."""
    found: dict[str, Cookie] = {}
    for cookie in _set(examination):
        known = found.get(cookie.name)
        if known is None or len(cookie.attributes) < len(known.attributes):
            found[cookie.name] = cookie
    return list(found.values())


@check("session-cookie", Section.TLS, "The session cookie is Secure, HttpOnly and SameSite=Lax.")
def session_cookie(examination: Examination) -> Answer:
    found = _sessions(examination.once(cookies))
    if found:
        return worst(_session(cookie) for cookie in found)
    unseen = f"none of {examination.once(crawl).extent} sets a session cookie for a visitor who is not logged in"
    golive = examination.golive
    if not golive.login_name or golive.login_password is None:
        return by_hand(
            unseen,
            mend="set PENNYDROP_GOLIVE__LOGIN_NAME and PENNYDROP_GOLIVE__LOGIN_PASSWORD to an account of the site and"
            " run again with --write; or log in yourself, and see in the browser's developer tools (Application)"
            " that the session cookie is Secure, HttpOnly and SameSite=Lax",
        )
    if not examination.writing:
        return by_hand(f"{unseen}, and logging in is more than a look", mend="run again with --write")
    answered = examination.once(log_in)
    found = _sessions(_parsed(answered.headers.get_list("set-cookie"), answered.url))
    if not found:
        return failed(
            f"logging in as {golive.login_name} set no session cookie: {answered.url} answers {answered.status}",
            mend="correct PENNYDROP_GOLIVE__LOGIN_NAME and PENNYDROP_GOLIVE__LOGIN_PASSWORD",
        )
    return worst(_session(cookie) for cookie in found)


def _sessions(found: Iterable[Cookie]) -> list[Cookie]:
    return [cookie for cookie in found if _SESSION.search(cookie.name) and not _is_csrf(cookie)]


def _session(cookie: Cookie) -> Answer:
    settings = "SESSION_COOKIE_SECURE, SESSION_COOKIE_HTTPONLY = True, SESSION_COOKIE_SAMESITE = 'Lax'"
    if lacking := cookie.lacks("Secure", "HttpOnly", "SameSite"):
        return failed(
            f"{cookie.name} of {cookie.page} is set without {', '.join(lacking)}",
            mend=f"set {', '.join(lacking)} on the session cookie (Django: {settings})",
        )
    if cookie.same_site == "strict":
        return warned(
            f"{cookie.name} is SameSite=Strict: a customer who comes back from checkout.stripe.com is logged out",
            mend="make the session cookie SameSite=Lax",
        )
    if cookie.same_site != "lax":
        return warned(
            f"{cookie.name} is SameSite={cookie.attributes['samesite']}: requests of foreign pages carry it too",
            mend=f"make the session cookie SameSite=Lax (Django: {settings})",
        )
    return passed(f"{cookie.name}: Secure, HttpOnly, SameSite=Lax")


@check("csrf-cookie", Section.TLS, "The CSRF cookie is Secure and SameSite.")
def csrf_cookie(examination: Examination) -> Answer:
    found = [cookie for cookie in examination.once(cookies) if _is_csrf(cookie)]
    if not found:
        return not_applicable(f"no CSRF cookie was set by {examination.once(crawl).extent}")
    # Not HttpOnly: the site's own scripts may have to read it, and it says nothing about anybody.
    return worst(_csrf(cookie) for cookie in found)


def _csrf(cookie: Cookie) -> Answer:
    mend = "set CSRF_COOKIE_SECURE = True and CSRF_COOKIE_SAMESITE = 'Lax' (Django), or the like"
    if lacking := cookie.lacks("Secure", "SameSite"):
        return failed(f"{cookie.name} of {cookie.page} is set without {', '.join(lacking)}", mend=mend)
    if cookie.same_site == "none":
        return warned(f"{cookie.name} is SameSite=None: requests of foreign pages carry it too", mend=mend)
    return passed(f"{cookie.name}: Secure, SameSite={cookie.attributes['samesite']}")


def _is_csrf(cookie: Cookie) -> bool:
    return bool(_CSRF.search(cookie.name))


def _set(examination: Examination) -> Iterator[Cookie]:
    for resource in examination.once(crawl).resources:
        for answered in resource.answers:
            yield from _parsed(answered.headers.get_list("set-cookie"), answered.url)


def _parsed(headers: Iterable[str], page: str) -> Iterator[Cookie]:
    for header in headers:
        first, *others = header.split(";")
        name, _, value = first.partition("=")
        attributes = {key.strip().lower(): given.strip() for key, _, given in (part.partition("=") for part in others)}
        if value.strip(' "') and attributes.get("max-age") != "0":  # else it is taken away, not set
            yield Cookie(name.strip(), attributes, page)


CHECKS = (session_cookie, csrf_cookie)

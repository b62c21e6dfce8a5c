"""3. SSL certificate: the cookies of a site, as its pages set them."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.golive.check import Verdict
from tests.golive.headers.replies import CSRF, SESSION, page
from tests.golive.secure_site import Site


@pytest.mark.parametrize(
    "session",
    [
        SESSION,
        "__Host-sessionid=abc; path=/; secure; httponly; samesite=lax",
        "PHPSESSID=abc; Path=/; HttpOnly; Secure; SameSite=Lax; Expires=Wed, 01 Jan 2031 00:00:00 GMT",
        "connect.sid=s%3Aabc; Path=/; HttpOnly; Secure; SameSite=Lax",
    ],
)
def test_a_careful_session_cookie_passes(site: Site, look: Any, session: str) -> None:
    site.pages["/"] = page(
        "", cookies=(session, CSRF, "language=en; Path=/", "author_hint=1", "sessionid_old=; Max-Age=0")
    )
    assert look("session-cookie").verdict is Verdict.PASS
    assert look("csrf-cookie").verdict is Verdict.PASS


@pytest.mark.parametrize("lost", ["Secure", "HttpOnly", "SameSite=Lax"])
def test_a_careless_session_cookie_is_found(site: Site, look: Any, lost: str) -> None:
    site.pages["/"] = page("", cookies=(SESSION.replace(f"; {lost}", ""),))
    answer = look("session-cookie")
    assert answer.verdict is Verdict.FAIL
    assert f"without {lost.partition('=')[0]}" in answer.evidence
    site.pages["/"] = page("", cookies=(SESSION,))
    assert look("session-cookie").verdict is Verdict.PASS


def test_a_careless_cookie_of_one_page_is_not_covered_up_by_the_others(site: Site, look: Any) -> None:
    site.pages["/"] = page('<a href="/login/">Log in</a>')
    site.pages["/login/"] = page("", cookies=("sessionid=abc; Path=/; HttpOnly", CSRF))
    assert look("session-cookie").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("value", "said"), [("Strict", "checkout.stripe.com is logged out"), ("None", "foreign pages")]
)
def test_a_session_cookie_that_is_too_strict_or_too_lax_warns(site: Site, look: Any, value: str, said: str) -> None:
    site.pages["/"] = page("", cookies=(SESSION.replace("Lax", value),))
    answer = look("session-cookie")
    assert answer.verdict is Verdict.WARN
    assert said in answer.evidence


def test_no_session_cookie_before_login_is_a_persons_business(site: Site, look: Any) -> None:
    site.pages["/"] = page("", cookies=(CSRF,))
    assert look("session-cookie").verdict is Verdict.MANUAL


@pytest.mark.parametrize("lost", ["Secure", "SameSite=Lax"])
def test_a_careless_csrf_cookie_is_found(site: Site, look: Any, lost: str) -> None:
    site.pages["/"] = page("", cookies=(CSRF.replace(f"; {lost}", ""),))
    assert look("csrf-cookie").verdict is Verdict.FAIL


def test_a_site_without_csrf_cookie_is_not_blamed(site: Site, look: Any) -> None:
    site.pages["/"] = page("", cookies=())
    assert look("csrf-cookie").verdict is Verdict.NOT_APPLICABLE

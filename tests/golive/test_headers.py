"""3. SSL certificate: cookies, debug pages and policies of a real site behind TLS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import cookies, debug_pages, stripe_js
from tests.golive.secure_site import Reply, Site, examination_of, server_context, serving

CHECKS = {check.id: check for check in (*cookies.CHECKS, *debug_pages.CHECKS, *stripe_js.CHECKS)}
SESSION = "sessionid=abc; Path=/; Secure; HttpOnly; SameSite=Lax"
CSRF = "csrftoken=abc; Path=/; Secure; SameSite=Lax"


@pytest.fixture
def site(authority: tuple[trustme.CA, Path]) -> Iterator[Site]:
    with serving(server_context(authority[0].issue_cert("127.0.0.1"))) as site:
        site.pages["/"] = page("<h1>Shop</h1>")
        yield site


def page(body: str, *, cookies: tuple[str, ...] = (SESSION, CSRF), csp: str = "", status: int = 200) -> Reply:
    """A page that sets these cookies and has this policy."""
    headers = [("Set-Cookie", cookie) for cookie in cookies]
    if csp:
        headers.append(("Content-Security-Policy", csp))
    return Reply(f"<!DOCTYPE html><html lang=en><body><main>{body}</main></body></html>", status, tuple(headers))


@pytest.fixture
def look(site: Site, authority: tuple[trustme.CA, Path]) -> Any:
    def looking(id: str) -> Answer:
        answer = examination_of(site.url, authority[1], purchase_pages=("/",)).answer(CHECKS[id])
        assert answer.mend or answer.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
        return answer

    return looking


# --- cookies -----------------------------------------------------------------------------------------------------


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


# --- debug pages and errors ----------------------------------------------------------------------------------------

DJANGO_404 = """<title>Page not found at /x</title><h1>Page not found <span>(404)</span></h1>
<p>Using the URLconf defined in <code>shop.urls</code>, Django tried these URL patterns</p>
<p>You&#x2019;re seeing this error because you have <code>DEBUG = True</code> in your Django settings file.</p>"""
DEBUG_PAGES = [
    (DJANGO_404, 404),
    ("<h1>OperationalError at /</h1><th>Django Version:</th><td>5.2</td>", 500),
    ("<script>EVALEX = true, SECRET = 'x'</script>The debugger caught an exception in your WSGI application.", 500),
    ("<h1>Routing Error</h1><p><code>Rails.root: /srv/shop</code></p>", 404),
    ("<pre>Traceback (most recent call last):\n  File &quot;/srv/app.py&quot;, line 3</pre>", 500),
    (
        "<pre>Error: Cannot GET\n    at Layer.handle [as handle_request] (/srv/node_modules/express/layer.js:95:5)",
        404,
    ),
    ("<b>Fatal error</b>: Uncaught Exception in /srv/a.php:3\nStack trace:\n#0 {main}", 500),
    ("<pre>java.lang.NullPointerException\n\tat com.shop.Cart.add(Cart.java:42)</pre>", 500),
    ("app/models/cart.rb:12:in `total'", 500),
]


def test_plain_error_pages_pass(site: Site, look: Any) -> None:
    assert look("debug-pages").verdict is Verdict.PASS
    assert look("server-errors").verdict is Verdict.PASS
    asked = [target for target, _ in site.asked]
    assert any("%00" in target for target in asked), "a malformed address was tried"
    assert any(headers["Host"] == "pennydrop.invalid" for _, headers in site.asked)


@pytest.mark.parametrize(("body", "status"), DEBUG_PAGES)
def test_a_debug_page_is_found_where_something_is_missing(site: Site, look: Any, body: str, status: int) -> None:
    site.missing = Reply(body, status)
    answer = look("debug-pages")
    assert answer.verdict is Verdict.FAIL
    assert f"answers {status} with" in answer.evidence
    site.missing = Reply("<h1>Not found</h1>", 404)
    assert look("debug-pages").verdict is Verdict.PASS


def test_a_page_about_programming_is_no_debug_page(site: Site, look: Any) -> None:
    site.pages["/"] = page("<h2>Course: reading a traceback</h2><pre>Traceback (most recent call last):</pre>")
    site.missing = Reply("<h1>Seite nicht gefunden</h1><p>Meet us at 5 o'clock, 10:30:00, at /places</p>", 404)
    assert look("debug-pages").verdict is Verdict.PASS


def test_a_debug_toolbar_on_a_page_is_found(site: Site, look: Any) -> None:
    site.pages["/"] = page('<div id="djDebug" dir="ltr"></div>')
    assert look("debug-pages").verdict is Verdict.FAIL


def test_a_server_error_behind_a_link_is_found(site: Site, look: Any) -> None:
    site.pages["/"] = page('<a href="/broken/">x</a>')
    site.pages["/broken/"] = Reply("<h1>Server Error (500)</h1>", 500)
    answer = look("server-errors")
    assert answer.verdict is Verdict.FAIL
    assert f"{site.url}/broken/ answers 500" in answer.evidence
    site.pages["/broken/"] = page("mended")
    assert look("server-errors").verdict is Verdict.PASS


# --- Stripe.js and the policy --------------------------------------------------------------------------------------

LOADS = '<script src="https://js.stripe.com/v3/"></script>'


@pytest.mark.parametrize(
    "body",
    [
        "no script at all",
        LOADS,
        '<script src="https://js.stripe.com/basil/stripe.js" async></script>',
        f'{LOADS}<script src="/static/stripe.js"></script>',
        '<script src="/static/bundle.js"></script><script src="/static/policy.js"></script>',
    ],
)
def test_stripe_js_from_stripe_passes_beside_ones_own_glue(site: Site, look: Any, body: str) -> None:
    site.pages["/"] = page(body)
    script = "application/javascript"
    site.pages["/static/stripe.js"] = Reply("const stripe = Stripe('pk'); stripe.redirectToCheckout()", kind=script)
    site.pages["/static/policy.js"] = Reply(
        "let csp = 'img-src https://m.stripe.network https://q.stripe.com'", kind=script
    )
    loader = "var V3_URL='https://js.stripe.com/v3';throw new Error('Failed to load Stripe.js')"  # @stripe/stripe-js
    site.pages["/static/bundle.js"] = Reply(loader, kind=script)
    assert look("stripe-js").verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<script src="/static/vendor.9f2c.js"></script>', "a copy of Stripe.js"),
        ('<script src="/static/stripe-v3.js"></script>', "a copy of Stripe.js"),
        ("<script>!function(){var f='__privateStripeFrame'}()</script>", "a copy of Stripe.js"),
        ('<script src="http://js.stripe.com/v3/"></script>', "plain http"),
        ('<script src="/static/loads-http.js"></script>', "plain http"),
        ('<script src="https://js.stripe.com/v3/" integrity="sha384-abc"></script>', "pins Stripe.js"),
        ('<script src="https://js-stripe.com/v3/"></script>', "looks like Stripe's and is not"),
        ('<script src="https://js.stripe.com.cdn.example/v3/"></script>', "looks like Stripe's and is not"),
    ],
)
def test_a_copy_of_stripe_js_is_found(site: Site, look: Any, body: str, said: str) -> None:
    copy = Reply("!function(){x('__privateStripeController','https://m.stripe.network')}()", kind="text/javascript")
    site.pages |= {"/": page(body), "/static/vendor.9f2c.js": copy, "/static/stripe-v3.js": copy}
    site.pages["/static/loads-http.js"] = Reply('s.src="http://js.stripe.com/v3/"', kind="text/javascript")
    answer = look("stripe-js")
    assert answer.verdict is Verdict.FAIL
    assert said in answer.evidence
    assert "https://js.stripe.com/v3/" in answer.mend
    site.pages["/"] = page(LOADS)
    assert look("stripe-js").verdict is Verdict.PASS


SOUND = (
    "default-src 'self'; script-src 'self' https://js.stripe.com; frame-src https://js.stripe.com https://hooks.stripe.com;"
    " connect-src 'self' https://api.stripe.com; form-action 'self' https://checkout.stripe.com"
)
CART = '<form method="post" action="/cart/checkout/"><button>Pay</button></form>'


@pytest.mark.parametrize(
    "csp",
    [
        SOUND,
        "default-src https:; form-action https:",
        "default-src *",
        "default-src 'self' https://*.stripe.com; form-action *.stripe.com 'self'",
        "script-src 'self' https://js.stripe.com/v3/; object-src 'none'",
        "frame-ancestors 'none'; upgrade-insecure-requests",
        "script-src 'nonce-r4nd0m' 'strict-dynamic'",
        SOUND.replace("script-src 'self'", "script-src 'none'; script-src-elem 'self'").replace(
            "script-src-elem 'self'", "script-src-elem 'self' https://js.stripe.com"
        ),
    ],
)
@pytest.mark.parametrize("body", [CART, LOADS.replace("<script ", '<script nonce="r4nd0m" ') + CART])
def test_a_policy_that_lets_stripe_in_passes(site: Site, look: Any, csp: str, body: str) -> None:
    site.pages["/"] = page(body, csp=csp)
    answer = look("csp")
    assert answer.verdict is Verdict.PASS, answer.evidence


def test_no_policy_forbids_nothing(look: Any) -> None:
    assert look("csp").verdict is Verdict.NOT_APPLICABLE


def test_a_policy_that_is_only_reported_forbids_nothing(site: Site, look: Any) -> None:
    site.headers["Content-Security-Policy-Report-Only"] = "default-src 'none'"
    site.pages["/"] = page(LOADS)
    assert look("csp").verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("body", "csp", "needed"),
    [
        (LOADS, SOUND.replace("script-src 'self' https://js.stripe.com", "script-src 'self'"), "script-src https://js"),
        (LOADS, "default-src 'self'", "script-src https://js.stripe.com"),
        (LOADS, "script-src 'strict-dynamic' 'nonce-other' https://js.stripe.com", "script-src https://js.stripe.com"),
        (LOADS, SOUND.replace(" https://hooks.stripe.com", ""), "frame-src https://hooks.stripe.com"),
        (
            LOADS,
            SOUND.replace("https://api.stripe.com", "https://apis.stripe.com"),
            "connect-src https://api.stripe.com",
        ),
        (CART, SOUND.replace(" https://checkout.stripe.com", ""), "form-action https://checkout.stripe.com"),
        ("<h1>Shop</h1>", "form-action 'self'", "form-action https://checkout.stripe.com"),
        (CART, f"{SOUND}, form-action 'none'", "form-action https://checkout.stripe.com"),
        (CART, "form-action http://checkout.stripe.com.evil.example", "form-action https://checkout.stripe.com"),
    ],
)
def test_a_policy_that_keeps_customers_from_stripe_is_found(
    site: Site, look: Any, body: str, csp: str, needed: str
) -> None:
    site.pages["/"] = page(body, csp=csp)
    answer = look("csp")
    assert answer.verdict is Verdict.FAIL
    assert needed in answer.mend
    site.pages["/"] = page(body, csp=SOUND)
    assert look("csp").verdict is Verdict.PASS


def test_a_policy_in_the_page_counts_like_one_in_the_header(site: Site, look: Any) -> None:
    site.pages["/"] = page(f"""<meta http-equiv="Content-Security-Policy" content="default-src 'self'">{LOADS}""")
    assert look("csp").verdict is Verdict.FAIL


def test_a_login_page_may_keep_its_form_to_itself(site: Site, look: Any) -> None:
    site.pages["/"] = page(f'<a href="/login/">Log in</a>{CART}', csp=SOUND)
    login = '<form method="post" action="/login/"><input type="password" name="p"></form>'
    site.pages["/login/"] = page(login, csp="form-action 'self'")
    assert look("csp").verdict is Verdict.PASS


# --- a session cookie that only a login shows ----------------------------------------------------------------------

PASSWORD = "Penny-" + "drops-live-1"
LOGIN = """<form method="post" action="/login/"><input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">
<input type="email" name="username"><input type="password" name="password"><button>Login</button></form>"""


class Members:
    """A site whose session begins with a login."""

    def __init__(self, site: Site, ca_file: Path) -> None:
        self.site, self._ca_file, self.cookie = site, ca_file, SESSION
        site.pages["/"] = page('<a href="/login/">Login</a>', cookies=())
        site.pages["/login/"] = page(LOGIN, cookies=("csrftoken=t0k3n; Path=/; Secure; SameSite=Lax",))
        site.taking["/login/"] = self._log_in

    def _log_in(self, fields: dict[str, str], headers: Mapping[str, str]) -> Reply:
        wanted = {"csrfmiddlewaretoken": "t0k3n", "username": "penny@example.com", "password": PASSWORD}
        genuine = headers["Cookie"] == "csrftoken=t0k3n" and headers["Referer"] == f"{self.site.url}/login/"
        if fields != wanted or not genuine:
            return Reply("Please enter a correct username and password.")
        return Reply("", 302, (("Location", "/"), ("Set-Cookie", self.cookie)))

    def look(self, *, writing: bool = True, password: str | None = PASSWORD) -> Answer:
        golive: dict[str, Any] = {"login_name": "penny@example.com", "login_password": password}
        examination = examination_of(self.site.url, self._ca_file, purchase_pages=("/",), **golive)
        examination.writing = writing
        answer = examination.answer(CHECKS["session-cookie"])
        assert PASSWORD not in answer.evidence + answer.mend
        return answer


@pytest.fixture
def members(site: Site, authority: tuple[trustme.CA, Path]) -> Members:
    return Members(site, authority[1])


def test_the_session_cookie_of_a_login_is_looked_at(members: Members) -> None:
    assert members.look().verdict is Verdict.PASS
    members.cookie = SESSION.replace("; Secure", "")
    answer = members.look()
    assert answer.verdict is Verdict.FAIL
    assert "sessionid of" in answer.evidence
    assert "without Secure" in answer.evidence


def test_nobody_is_logged_in_without_being_asked(members: Members) -> None:
    assert members.look(writing=False).verdict is Verdict.MANUAL
    assert "--write" in members.look(writing=False).mend
    assert "LOGIN_PASSWORD" in members.look(password=None).mend


def test_a_login_that_fails_is_said_to(members: Members) -> None:
    answer = members.look(password="wrong-" + "password")
    assert answer.verdict is Verdict.FAIL
    assert "set no session cookie" in answer.evidence
    foreign = LOGIN.replace('action="', 'action="https://elsewhere.example')
    members.site.pages["/login/"] = page(foreign, cookies=())
    assert "the password was not sent" in members.look().evidence
    members.site.pages["/login/"] = page("closed", cookies=())
    assert "no login form was found" in members.look().evidence

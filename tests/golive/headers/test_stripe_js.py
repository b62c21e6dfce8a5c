"""3. SSL certificate: Stripe.js comes from Stripe, and the policy of the pages lets Stripe in."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.golive.check import Verdict
from tests.golive.headers.replies import page
from tests.golive.secure_site import Reply, Site

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

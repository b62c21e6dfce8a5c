"""Faults of the pages: what they show, what they fetch, and that they are there."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import fault
from pennydrop.golive.rehearsal.faults.rules import PURCHASE_PAGE, answering, page_with, ruled
from pennydrop.golive.rehearsal.front import Answer
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import World

STRIPE_JS = '<script src="https://js.stripe.com/v3/"></script>'


@fault("key-in-a-page", "A page shows the secret key.", turns="page-secrets")
def key_in_a_page(world: World) -> Iterator[None]:
    yield from page_with(world, "key-in-a-page", f"<script>const key = '{world.stripe.secret_key}';</script>")


@fault("test-key-in-a-page", "A page still has the publishable test key.", turns="page-test-key")
def test_key_in_a_page(world: World) -> Iterator[None]:
    key = "pk_test_51" + random_letters(90)
    yield from page_with(world, "test-key-in-a-page", f"<script>const stripe = Stripe('{key}');</script>")


@fault("mixed-content", "A purchase page loads a script over plain http.", turns="mixed-content")
def mixed_content(world: World) -> Iterator[None]:
    script = f'<script src="{world.front.http_url}/static/core/site.js"></script>'
    yield from page_with(world, "mixed-content", script)


@fault("link-by-http", "A page links to the site itself by plain http.", turns="canonical-links")
def link_by_http(world: World) -> Iterator[None]:
    yield from page_with(world, "link-by-http", f'<a href="{world.front.http_url}/courses/">Courses</a>')


@fault("own-stripe-js", "A page loads a copy of Stripe.js from the site.", turns="stripe-js")
def own_stripe_js(world: World) -> Iterator[None]:
    copy = world.site.static / "core" / "stripe.js"
    # What is in every version of Stripe's script: the name of its own frames.
    copy.write_text("window.Stripe=function(){this.frame='__privateStripeController1'};")
    yield from page_with(world, "own-stripe-js", '<script src="/static/core/stripe.js"></script>')
    copy.unlink()


@fault("strict-content-policy", "A page loads Stripe.js, and its Content-Security-Policy forbids it.", turns="csp")
def strict_content_policy(world: World) -> Iterator[None]:
    def forbid(path: str, answer: Answer) -> None:
        if path == PURCHASE_PAGE:
            answer.headers["content-security-policy"] = "default-src 'self'; script-src 'self'"
            answer.body = answer.body.replace(b"</main>", f"{STRIPE_JS}</main>".encode())

    yield from ruled(world, "strict-content-policy", forbid)


@fault("lost-page", "A purchase page is gone.", turns="purchase-pages")
def lost_page(world: World) -> Iterator[None]:
    yield from answering(world, "lost-page", PURCHASE_PAGE, 404)


@fault("broken-page", "A purchase page answers with a server error.", turns="server-errors")
def broken_page(world: World) -> Iterator[None]:
    yield from answering(world, "broken-page", PURCHASE_PAGE, 500)


@fault("no-terms", "The Terms of Service are gone.", turns="terms-page")
def no_terms(world: World) -> Iterator[None]:
    yield from answering(world, "no-terms", "/terms/", 404)


@fault("no-privacy-policy", "The Privacy Policy is gone.", turns="privacy-page")
def no_privacy_policy(world: World) -> Iterator[None]:
    yield from answering(world, "no-privacy-policy", "/privacy/", 404)


@fault("no-faq", "The answers to questions about payments are gone.", turns="faq-page")
def no_faq(world: World) -> Iterator[None]:
    yield from answering(world, "no-faq", "/faq/", 404)


@fault("no-support-page", "The support page is gone.", turns="support-page")
def no_support_page(world: World) -> Iterator[None]:
    yield from answering(world, "no-support-page", "/support/", 404)


FAULTS = (
    key_in_a_page,
    test_key_in_a_page,
    mixed_content,
    link_by_http,
    own_stripe_js,
    strict_content_policy,
    lost_page,
    broken_page,
    no_terms,
    no_privacy_policy,
    no_faq,
    no_support_page,
)

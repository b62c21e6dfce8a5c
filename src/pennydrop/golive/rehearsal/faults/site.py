"""Faults of the site: its settings, and what its pages show."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import fault
from pennydrop.golive.rehearsal.faults.tls import ruled
from pennydrop.golive.rehearsal.front import Answer
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import World

PURCHASE_PAGE = "/workshops/"


def changed(world: World, **environment: str) -> Iterator[None]:
    """Other values in the ``.env`` for a while; the site is restarted with them."""
    before = world.site.environment
    world.site.restart(before | environment)
    try:
        yield
    finally:
        world.site.restart(before)


def _page_with(world: World, name: str, markup: str) -> Iterator[None]:
    def insert(path: str, answer: Answer) -> None:
        if path == PURCHASE_PAGE:
            answer.body = answer.body.replace(b"</main>", markup.encode() + b"</main>")

    yield from ruled(world, name, insert)


@fault("debug-on", "The site runs with DEBUG on, and shows its insides to everybody.", turns="debug-pages")
def debug_on(world: World) -> Iterator[None]:
    yield from changed(world, DEBUG="True")


@fault("insecure-cookies", "Session and CSRF cookies travel over plain http too.", turns="csrf-cookie")
def insecure_cookies(world: World) -> Iterator[None]:
    yield from changed(world, SECURE_COOKIES="False")


@fault("test-key", "The site still has its test key.", turns="keys-secret")
def test_key(world: World) -> Iterator[None]:
    yield from changed(world, STRIPE_SECRET_KEY="sk_test_51" + random_letters(90))


@fault("wrong-webhook-secret", "The site checks webhooks against another secret.", turns="webhook-secret")
def wrong_webhook_secret(world: World) -> Iterator[None]:
    yield from changed(world, STRIPE_WEBHOOK_SECRET="whsec_" + random_letters(32))


@fault("key-in-a-page", "A page shows the secret key.", turns="page-secrets")
def key_in_a_page(world: World) -> Iterator[None]:
    yield from _page_with(world, "key-in-a-page", f"<script>const key = '{world.stripe.secret_key}';</script>")


@fault("mixed-content", "A purchase page loads a script over plain http.", turns="mixed-content")
def mixed_content(world: World) -> Iterator[None]:
    script = f'<script src="{world.front.http_url}/static/core/site.js"></script>'
    yield from _page_with(world, "mixed-content", script)


@fault("strict-content-policy", "A page loads Stripe.js, and its Content-Security-Policy forbids it.", turns="csp")
def strict_content_policy(world: World) -> Iterator[None]:
    def forbid(path: str, answer: Answer) -> None:
        if path == PURCHASE_PAGE:
            answer.headers["content-security-policy"] = "default-src 'self'; script-src 'self'"
            answer.body = answer.body.replace(b"</main>", b'<script src="https://js.stripe.com/v3/"></script></main>')

    yield from ruled(world, "strict-content-policy", forbid)


@fault("no-terms", "The Terms of Service are gone.", turns="terms-page")
def no_terms(world: World) -> Iterator[None]:
    def lose(path: str, answer: Answer) -> None:
        if path == "/terms/":
            answer.status, answer.body = 404, b"Not Found"

    yield from ruled(world, "no-terms", lose)


FAULTS = (
    debug_on,
    insecure_cookies,
    test_key,
    wrong_webhook_secret,
    key_in_a_page,
    mixed_content,
    strict_content_policy,
    no_terms,
)

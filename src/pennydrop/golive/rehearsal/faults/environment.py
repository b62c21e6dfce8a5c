"""Faults of the production environment: the site's ``.env``."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import configured, fault
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import World


def written(world: World, **environment: str) -> Iterator[None]:
    """Other values in the ``.env`` for a while, of which the site has not heard yet."""
    before = world.site.environment
    world.site.write(before | environment)
    yield
    world.site.write(before)


def deployed(world: World, **environment: str) -> Iterator[None]:
    """Other values in the ``.env`` for a while; the site is restarted with them."""
    before = world.site.environment
    world.site.restart(before | environment)
    yield
    world.site.restart(before)


@fault("debug-on", "The site runs with DEBUG on, and shows its insides to everybody.", turns="debug-pages")
def debug_on(world: World) -> Iterator[None]:
    yield from deployed(world, DEBUG="True")


@fault("insecure-cookies", "Session and CSRF cookies travel over plain http too.", turns="csrf-cookie")
def insecure_cookies(world: World) -> Iterator[None]:
    yield from deployed(world, SECURE_COOKIES="False")


@fault("default-from", "The site mails from the address its template came with.", turns="mail-from")
def default_from(world: World) -> Iterator[None]:
    yield from deployed(world, DEFAULT_FROM_EMAIL="noreply@workshopplatform.com")


@fault("links-to-nowhere", "The links in mails lead to a developer's machine.", turns="mail-links")
def links_to_nowhere(world: World) -> Iterator[None]:
    yield from deployed(world, SITE_URL="http://localhost:8000")


@fault("wrong-webhook-secret", "The site checks webhooks against another secret.", turns="webhook-secret")
def wrong_webhook_secret(world: World) -> Iterator[None]:
    yield from deployed(world, STRIPE_WEBHOOK_SECRET="whsec_" + random_letters(32))


@fault("test-key", "The site still has its test key.", turns="keys-secret")
def test_key(world: World) -> Iterator[None]:
    yield from written(world, STRIPE_SECRET_KEY="sk_test_51" + random_letters(90))


@fault("test-publishable-key", "The site still has its publishable test key.", turns="keys-publishable")
def test_publishable_key(world: World) -> Iterator[None]:
    yield from written(world, STRIPE_PUBLISHABLE_KEY="pk_test_51" + random_letters(90))


@fault("leftover-test-key", "A variable of earlier days still holds a test key.", turns="keys-no-test-key")
def leftover_test_key(world: World) -> Iterator[None]:
    yield from written(world, OLD_STRIPE_KEY="sk_test_51" + random_letters(90))


@fault("no-webhook-secret", "The webhook's secret was forgotten.", turns="keys-webhook-secret")
def no_webhook_secret(world: World) -> Iterator[None]:
    yield from written(world, STRIPE_WEBHOOK_SECRET="")


@fault("unrestricted-key", "The site has the key that may do everything.", turns="keys-restricted")
def unrestricted_key(world: World) -> Iterator[None]:
    yield from written(world, STRIPE_SECRET_KEY=world.stripe.secret_key)


@fault("key-of-another-account", "The publishable key is of another account.", turns="keys-one-account")
def key_of_another_account(world: World) -> Iterator[None]:
    foreign = "pk_live_51" + random_letters(90)
    world.stripe.order("keys", key=foreign, account="another school")
    yield from written(world, STRIPE_PUBLISHABLE_KEY=foreign)


@fault("another-account", "The keys are of another account than the one that is meant.", turns="keys-account")
def another_account(world: World) -> Iterator[None]:
    yield from configured(world, account="acct_1" + random_letters(15))


FAULTS = (
    debug_on,
    insecure_cookies,
    default_from,
    links_to_nowhere,
    wrong_webhook_secret,
    test_key,
    test_publishable_key,
    leftover_test_key,
    no_webhook_secret,
    unrestricted_key,
    key_of_another_account,
    another_account,
)

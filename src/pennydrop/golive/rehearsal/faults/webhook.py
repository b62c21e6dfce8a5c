"""Faults of the site's own webhook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pennydrop.golive.rehearsal.faults.fault import configured, fault
from pennydrop.golive.rehearsal.faults.rules import answering
from pennydrop.golive.rehearsal.world import WEBHOOK_PATH, World

TWO_YEARS = timedelta(days=730)


@fault("open-door", "The webhook says 200 to everybody.", turns="webhook-wrong-signature")
def open_door(world: World) -> Iterator[None]:
    yield from answering(world, "open-door", WEBHOOK_PATH, 200)


@fault("unsigned-taken", "The webhook takes a message without a signature.", turns="webhook-unsigned")
def unsigned_taken(world: World) -> Iterator[None]:
    yield from answering(world, "unsigned-taken", WEBHOOK_PATH, 204)


@fault("redirected-webhook", "The web server sends the webhook elsewhere.", turns="webhook-no-redirect")
def redirected_webhook(world: World) -> Iterator[None]:
    yield from answering(world, "redirected-webhook", WEBHOOK_PATH, 301, location=world.url + "/elsewhere/")


@fault("webhook-page", "The webhook answers a GET with a page.", turns="webhook-get")
def webhook_page(world: World) -> Iterator[None]:
    yield from answering(world, "webhook-page", WEBHOOK_PATH, 200)


@fault("old-webhook-secret", "The webhook's secret is two years old.", turns="webhook-secret-age")
def old_webhook_secret(world: World) -> Iterator[None]:
    made = world.config["golive"]["webhook_secret_created"]
    yield from configured(world, webhook_secret_created=made - TWO_YEARS)


FAULTS = (open_door, unsigned_taken, redirected_webhook, webhook_page, old_webhook_secret)

"""Sending a payment's events once more to the site of the local stack, exactly as they were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import stripe

from pennydrop.errors import RelayUnreachable, SpendingRefused
from pennydrop.gateway.forgery import signed
from pennydrop.relay.client import Relay

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case, Handover
    from pennydrop.diagnose.gather import Witnesses
    from pennydrop.gateway import RecordedEvent
    from pennydrop.relay.delivery import Delivery
    from pennydrop.settings import Settings


def command(case: Case, settings: Settings) -> str:
    """The command that does it; for a live site, the one that lets Stripe do it."""
    if settings.profile != "live":
        return f"pennydrop diagnose {case.payment.session_id} --replay"
    event = next((it for it in reversed(case.events) if _decides(it)), None)
    if event is None:
        return ""
    endpoint = next((it.name for it in case.subscriptions if it.hits), "we_...")
    return f"stripe events resend {event.id} --live --webhook-endpoint={endpoint}"


def replay(case: Case, witnesses: Witnesses) -> list[Delivery]:
    """Send each event that the site subscribes to again, oldest first, signed anew; the finished deliveries.

    The same bytes, where the relay has them; else the event as Stripe shows it now. ``SpendingRefused`` in live.
    """
    settings = witnesses.settings
    if settings.profile == "live":
        raise SpendingRefused(
            "--replay sends messages to the site, and the live profile only looks:"
            " let Stripe send the event again (`stripe events resend`, or Resend in the Dashboard)"
        )
    relay = Relay(settings.relay_url)
    try:
        if not relay.ready():
            raise RelayUnreachable(
                f"no relay answers at {settings.relay_url}: start the local stack with `pennydrop up`"
            )
        wanted = [event for event in case.events if event.type in settings.webhook_events or _decides(event)]
        return [_again(event, case.handovers_of(event.id), relay, witnesses) for event in wanted]
    finally:
        relay.close()


def _again(event: RecordedEvent, before: list[Handover], relay: Relay, witnesses: Witnesses) -> Delivery:
    secret = witnesses.settings.webhook_secret.get_secret_value()
    known = next((it for it in relay.deliveries(event.id) if before and it.event_id == event.id), None)
    if known is None:
        return relay.post(*signed(dict(witnesses.stripe.event(event.id)), secret))
    payload = relay.payload(known)
    header = stripe.WebhookSignature.generate_signature_header(payload, secret)
    return relay.replay(known, signature=header)[0]


def _decides(event: RecordedEvent) -> bool:
    return event.type in ("checkout.session.completed", "charge.refunded")

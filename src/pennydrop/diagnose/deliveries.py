"""Where Stripe sends a payment's events, and every attempt to hand them over, as far as anybody can tell.

The relay and the emulator keep a journal of deliveries. Stripe has one too, but shows it in the Dashboard only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import requests

from pennydrop.diagnose.case import Handover, Subscription
from pennydrop.errors import RelayUnreachable, StripeUnreachable
from pennydrop.relay.client import Relay, RelayRefused
from pennydrop.relay.delivery import Cause, Delivery, State
from pennydrop.settings import STRIPE_API, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pennydrop.gateway.endpoints import Endpoint

TIMEOUT = (2.0, 10.0)
MOST = 1000
IN_THE_DASHBOARD = (
    "Stripe's API does not tell single attempts: Dashboard > Developers > Webhooks > the endpoint > Event deliveries"
)
NOT_ATTEMPTED = frozenset({State.HELD, State.DROPPED, State.RECEIVED})


@dataclass(frozen=True)
class Journal:
    """The attempts, oldest first; ``unseen`` says why there are none to be seen."""

    handovers: tuple[Handover, ...] = ()
    unseen: str = ""


def journal(settings: Settings, ids: Iterable[str]) -> Journal:
    """Every attempt to deliver an event that names one of ``ids``: by the relay if one runs, else by the emulator."""
    ids = tuple(ids)
    if settings.profile != "live":
        relay = Relay(settings.relay_url)
        try:
            return Journal(tuple(_of_relay(it) for it in relay.deliveries(*ids) if it.cause is not Cause.FORGED))
        except (RelayUnreachable, RelayRefused):
            pass  # the run does without one: a registered endpoint delivers to the site itself
        finally:
            relay.close()
    if settings.stripe_api == STRIPE_API:
        return Journal(unseen=IN_THE_DASHBOARD)
    return _of_emulator(settings.stripe_api, ids)


def subscriptions(settings: Settings, endpoints: Iterable[Endpoint]) -> tuple[Subscription, ...]:
    """Who sends this site its events: ``stripe listen`` in a run, registered endpoints everywhere else."""
    if by_cli(settings):
        return (Subscription("stripe listen", settings.site_webhook_url, True, settings.webhook_events, hits=True),)
    url = webhook_url(settings)
    return tuple(Subscription(it.id, it.url, it.enabled, it.types, hits=it.url == url) for it in endpoints)


def by_cli(settings: Settings) -> bool:
    """Whether the Stripe CLI forwards, so that nothing is registered."""
    return settings.forwarding == "cli" and settings.profile != "live"


def webhook_url(settings: Settings) -> str:
    """The address that Stripe has to know."""
    if settings.forwarding == "endpoint" and settings.profile == "local":
        return settings.relay_url + settings.site_webhook_path  # which hands it on to the site
    return settings.golive.webhook_url or settings.site_webhook_url


def _of_relay(it: Delivery) -> Handover:
    return Handover(
        event_id=it.event_id or "",
        type=it.type or "",
        at=it.received_at,
        status=it.status,
        answer=it.answer or "",
        trouble=it.reason or "",
        attempted=it.state not in NOT_ATTEMPTED,
        seconds=it.duration_ms / 1000 if it.duration_ms is not None else None,
        ended=it.state is not State.FORWARDING,
    )


def _of_emulator(stripe: str, ids: Iterable[str]) -> Journal:
    found: dict[str, dict[str, Any]] = {}
    with requests.Session() as session:
        session.trust_env = False
        for id in ids:
            try:
                answer = session.get(
                    f"{stripe}/__emulator__/deliveries", params={"contains": id, "limit": str(MOST)}, timeout=TIMEOUT
                )
            except requests.RequestException as error:
                raise StripeUnreachable(f"{stripe} does not answer ({error})") from error
            if not answer.ok:
                return Journal(unseen=IN_THE_DASHBOARD)  # somebody's proxy to Stripe, no emulator
            found |= {entry["id"]: entry for entry in answer.json()["deliveries"]}
    entries = sorted(found.values(), key=lambda entry: float(entry["at"]))
    return Journal(tuple(map(_of_entry, entries)))


def _of_entry(entry: dict[str, Any]) -> Handover:
    ended = entry["status"] is not None or bool(entry["error"])
    to_the_site = entry["via"] == "endpoint"
    return Handover(
        event_id=entry["event"],
        type=entry["type"],
        at=datetime.fromtimestamp(entry["at"], UTC),
        status=entry["status"],
        trouble=entry["error"] or "handed to the Stripe CLI, which does not forward it",
        attempted=ended or to_the_site,
        ended=ended or not to_the_site,
        seconds=entry["milliseconds"] / 1000 if entry["milliseconds"] is not None else None,
    )

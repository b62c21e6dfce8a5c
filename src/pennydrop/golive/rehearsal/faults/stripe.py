"""Faults in the Stripe account and its webhook endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pennydrop.golive.rehearsal.faults.fault import configured, fault
from pennydrop.golive.rehearsal.stripe import LiveStripe, enabled
from pennydrop.golive.rehearsal.world import WEBHOOK_PATH, World
from pennydrop.golive_settings import NEEDED_EVENTS


def _endpoint(world: World, **params: str) -> None:
    world.stripe.ask("POST", f"webhook_endpoints/{world.stripe.endpoint}", **params)


def _account(stripe: LiveStripe, **changes: Any) -> Iterator[None]:
    stripe.order("account", account=stripe.account, **changes)
    yield
    stripe.order("account", method="DELETE", account=stripe.account)


@fault("payouts-disabled", "Stripe does not pay out: something is overdue.", turns="account-payouts")
def payouts_disabled(world: World) -> Iterator[None]:
    due = {"past_due": ["external_account"], "disabled_reason": "requirements.past_due"}
    yield from _account(world.stripe, payouts_enabled=False, requirements=due)


@fault("charges-disabled", "Stripe does not take payments for the account.", turns="account-charges")
def charges_disabled(world: World) -> Iterator[None]:
    yield from _account(world.stripe, charges_enabled=False, capabilities={"card_payments": "inactive"})


@fault("something-due", "Stripe wants to know something by a date.", turns="account-requirements")
def something_due(world: World) -> Iterator[None]:
    due = {"currently_due": ["individual.verification.document"], "current_deadline": 1_900_000_000}
    yield from _account(world.stripe, requirements=due)


@fault("missing-event", "The endpoint does not get payment_intent.payment_failed.", turns="webhook-events")
def missing_event(world: World) -> Iterator[None]:
    with world.stripe.subscribed(*(name for name in NEEDED_EVENTS if name != "payment_intent.payment_failed")):
        yield


@fault("trailing-slash", "The endpoint's address lacks its trailing slash.", turns="webhook-url")
def trailing_slash(world: World) -> Iterator[None]:
    _endpoint(world, url=world.url + WEBHOOK_PATH.rstrip("/"))
    yield
    _endpoint(world, url=world.url + WEBHOOK_PATH)


@fault("endpoint-disabled", "The endpoint is disabled.", turns="webhook-url")
def endpoint_disabled(world: World) -> Iterator[None]:
    _endpoint(world, disabled="true")
    yield
    _endpoint(world, disabled="false")


@fault("second-endpoint", "A second endpoint gets the same events at the same address.", turns="webhook-url")
def second_endpoint(world: World) -> Iterator[None]:
    events = enabled("checkout.session.completed")
    made = world.stripe.ask("POST", "webhook_endpoints", url=world.url + WEBHOOK_PATH, **events)
    yield
    world.stripe.ask("DELETE", f"webhook_endpoints/{made['id']}")


@fault("useless-events", "The endpoint gets every event there is.", turns="webhook-events-surplus")
def useless_events(world: World) -> Iterator[None]:
    with world.stripe.subscribed("*"):
        yield


@fault(
    "other-api-version", "The site's SDK reads another version than the endpoint writes.", turns="webhook-api-version"
)
def other_api_version(world: World) -> Iterator[None]:
    yield from configured(world, api_version="2024-10-28.acacia")


FAULTS = (
    payouts_disabled,
    charges_disabled,
    something_due,
    missing_event,
    trailing_slash,
    endpoint_disabled,
    second_endpoint,
    useless_events,
    other_api_version,
)

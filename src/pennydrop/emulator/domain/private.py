"""Calls of Stripe's own programs (Checkout page, CLI) that nobody documents."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.event_log import Outgoing
from pennydrop.emulator.domain import payment_page
from pennydrop.emulator.domain.checkout import find_session
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid

PAGES = "/v1/payment_pages"


@endpoint(f"GET {PAGES}/{{session}}", for_browsers=True, private=True)
def read_payment_page(call: Call) -> Answer:
    return payment_page.as_json(call.tx.account, find_session(call.tx, call.ids["session"]))


@endpoint(f"POST {PAGES}/{{session}}/confirm", for_browsers=True, private=True)
def confirm_payment_page(call: Call) -> Answer:
    params = call.params
    return payment_page.confirm(
        call.tx,
        call.ids["session"],
        payment_method=params.get("payment_method"),
        payment_method_data=params.get("payment_method_data"),
        expected_amount=_integer(params, "expected_amount"),
        base_url=call.base_url,
    )


@endpoint("POST /v1/events/{id}/retry", private=True)
def retry_event(call: Call) -> Answer:
    """Send an event again: to the CLI sessions (``for_stripecli=true``), or to one endpoint."""
    event = call.tx.get("event", call.ids["id"])
    world, account, params = call.tx.world, call.tx.account, call.params
    only = "cli" if params.get("for_stripecli") == "true" else params.get("webhook_endpoint")
    if not only:
        raise invalid("Missing required param: webhook_endpoint.", "webhook_endpoint", "parameter_missing")
    if only != "cli":
        call.tx.get("webhook_endpoint", only, param="webhook_endpoint", status=400)
    again = Outgoing(account, world.events.find(event["id"]), only)
    call.tx.afterwards(lambda: world.outbox.append(again))
    return event


def _integer(params: dict[str, Any], name: str) -> int | None:
    if name not in params:
        return None
    try:
        return int(params[name])
    except (TypeError, ValueError):
        raise invalid(f"Invalid integer: {params[name]}", name, "parameter_invalid_integer") from None

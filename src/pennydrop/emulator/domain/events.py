"""Events: look them up, list them."""

from __future__ import annotations

from pennydrop.emulator.domain.reading import created_within
from pennydrop.emulator.domain.registry import Answer, Call, Listing, endpoint
from pennydrop.emulator.wire.errors import invalid

PATH = "/v1/events"


@endpoint(f"GET {PATH}", "type types delivery_success")
def list_all(call: Call) -> Answer:
    params = call.params
    if "type" in params and "types" in params:
        raise invalid("You may only specify one of these parameters: type, types.", code="parameters_exclusive")
    wanted = set(params.get("types", ())) | ({params["type"]} if "type" in params else set())
    events = [each for each in created_within(call, "event") if not wanted or each["type"] in wanted]
    if "delivery_success" in params:
        events = [each for each in events if (each["pending_webhooks"] == 0) is params["delivery_success"]]
    return Listing(events, PATH, "event")


@endpoint(f"GET {PATH}/{{id}}")
def retrieve(call: Call) -> Answer:
    return call.tx.get("event", call.ids["id"])

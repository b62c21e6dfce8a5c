"""Registered webhook endpoints."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.checks import checked_url
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid

PATH = "/v1/webhook_endpoints"
MOST_ENDPOINTS = 16

readable("webhook_endpoint", PATH, "webhook_endpoint")


@endpoint(f"POST {PATH}", "url enabled_events api_version description metadata")
def create(call: Call) -> Answer:
    tx, params = call.tx, call.params
    if len(list(tx.account.store.newest_first("webhook_endpoint"))) >= MOST_ENDPOINTS:
        raise invalid(f"You have reached the maximum of {MOST_ENDPOINTS} {_mode(call)} webhook endpoints.")
    created: Object = tx.add(
        {
            "id": tx.new_id("webhook_endpoint"),
            "object": "webhook_endpoint",
            "api_version": params.get("api_version"),
            "created": tx.now,
            "description": params.get("description"),
            "enabled_events": params["enabled_events"],
            "metadata": merged({}, params.get("metadata")),
            "status": "enabled",
            "url": _checked_url(call),
            "_secret": tx.account.signing_secret or "whsec_" + tx.account.ids.text(32),
        }
    )
    # The only answer that ever shows it.
    return created | {"secret": created["_secret"]}


@endpoint(f"POST {PATH}/{{webhook_endpoint}}", "url enabled_events description disabled metadata")
def update(call: Call) -> Answer:
    stored = _endpoint(call)
    params = call.params
    changes: Object = {name: params[name] for name in ("enabled_events", "description") if name in params}
    if "url" in params:
        changes["url"] = _checked_url(call)
    if "disabled" in params:
        changes["status"] = "disabled" if params["disabled"] else "enabled"
    call.tx.update(stored, **changes, metadata=merged(stored["metadata"], params.get("metadata")))
    return stored


@endpoint(f"DELETE {PATH}/{{webhook_endpoint}}")
def delete(call: Call) -> Answer:
    stored = _endpoint(call)
    call.tx.remove(stored)
    return {"id": stored["id"], "object": "webhook_endpoint", "deleted": True}


def _checked_url(call: Call) -> str | None:
    """The address asked for; where money is real it must be https."""
    url: str = call.params["url"]
    if call.tx.account.live and not url.startswith("https://"):
        raise invalid(f'Invalid URL: {url}. URLs in livemode must begin with "https://"', "url")
    return checked_url(url, "url")


def _mode(call: Call) -> str:
    return "live" if call.tx.account.live else "test"


def _endpoint(call: Call) -> Object:
    return call.tx.get("webhook_endpoint", call.ids["webhook_endpoint"], param="webhook_endpoint")

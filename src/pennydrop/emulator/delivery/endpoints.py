"""Sends events to registered webhook endpoints, and again when they fail."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass, replace

import httpx2

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.event_log import RecordedEvent
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.lanes import Lanes
from pennydrop.emulator.delivery.records import record_delivery
from pennydrop.emulator.delivery.signature import signed_headers

TIMEOUT = 20.0
# Seconds on the emulator's clock between the attempts: like Stripe's test mode, three more over a few hours.
BACK_OFF = (300, 3_600, 10_800)


@dataclass(frozen=True)
class _Delivery:
    account: Account
    recorded: RecordedEvent
    endpoint: Object
    attempt: int = 1


class EndpointSender:
    """Posts events; those of one payment reach an endpoint one after the other. A retry waits for nothing."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lanes = Lanes(self._deliver)
        self._client: httpx2.AsyncClient | None = None

    def put(self, account: Account, recorded: RecordedEvent, endpoint: Object) -> None:
        """Queue an event for one endpoint."""
        self._lanes.put(f"{endpoint['id']} {recorded.order_key}", _Delivery(account, recorded, endpoint))

    async def idle(self, account: Account, order_key: str) -> None:
        """Return when all that was queued of one payment has been tried."""
        endpoints = account.store.newest_first("webhook_endpoint")
        await self._lanes.idle(*(f"{endpoint['id']} {order_key}" for endpoint in endpoints))

    async def close(self) -> None:
        self._lanes.close()
        if self._client:
            await self._client.aclose()

    async def _deliver(self, delivery: _Delivery) -> None:
        endpoint, recorded = delivery.endpoint, delivery.recorded
        entry = record_delivery(
            self._world,
            recorded,
            delivery.account.ids.new("webhook_conversation"),
            via="endpoint",
            target=endpoint["url"],
            attempt=delivery.attempt,
        )
        version = endpoint["api_version"] or delivery.account.api_version
        # An endpoint registered after the event has no rendering of its own.
        payload = recorded.payloads.get(version) or recorded.payloads[delivery.account.api_version]
        started = time.perf_counter()
        try:
            headers = signed_headers(payload, endpoint["_secret"])
            answer = await self._http().post(endpoint["url"], content=payload, headers=headers)
            entry["status"] = answer.status_code
        except httpx2.HTTPError as error:
            entry["error"] = f"{type(error).__name__}: {error}"
        entry["milliseconds"] = round((time.perf_counter() - started) * 1000, 1)
        if entry["status"] is None or not 200 <= entry["status"] < 300:
            self._try_again_later(delivery)
        else:
            recorded.heard_by(endpoint["id"])

    def _try_again_later(self, delivery: _Delivery) -> None:
        if delivery.attempt > len(BACK_OFF):
            return
        due = self._world.clock.now() + BACK_OFF[delivery.attempt - 1]
        self._world.timers.call_at(due, lambda: self._retry(delivery))

    def _retry(self, delivery: _Delivery) -> None:
        endpoint = delivery.account.store.find("webhook_endpoint", delivery.endpoint["id"])
        if endpoint and endpoint["status"] == "enabled":
            again = replace(delivery, attempt=delivery.attempt + 1)
            self._lanes.put(f"{endpoint['id']} {delivery.recorded.order_key} {again.attempt}", again)

    def _http(self) -> httpx2.AsyncClient:
        if self._client is None:
            trusted = ssl.create_default_context()
            if self._world.settings.ca_file:
                trusted.load_verify_locations(self._world.settings.ca_file)
            self._client = httpx2.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False, verify=trusted)
        return self._client

"""The journal entry of one delivery."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.event_log import RecordedEvent
from pennydrop.emulator.core.world import World


def record_delivery(
    world: World, recorded: RecordedEvent, delivery_id: str, *, via: str, target: str, attempt: int = 1
) -> dict[str, Any]:
    """Journal an attempt; ``status``, ``milliseconds`` and ``error`` are filled in when it ends."""
    event = recorded.event
    entry = {
        "id": delivery_id,
        "at": world.clock.now(),
        "event": event["id"],
        "type": event["type"],
        "object": event["data"]["object"].get("id"),
        "order_key": recorded.order_key,
        "via": via,
        "target": target,
        "attempt": attempt,
        "status": None,
        "milliseconds": None,
        "error": None,
    }
    return world.deliveries.add(entry, next(iter(recorded.payloads.values())))

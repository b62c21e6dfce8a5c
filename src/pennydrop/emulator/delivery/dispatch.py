"""Takes committed events out of the outbox and hands them to everybody who wants them."""

from __future__ import annotations

import asyncio
import contextlib

from pennydrop.emulator.core.event_log import Outgoing, is_wanted
from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.cli_sessions import CliSessions
from pennydrop.emulator.delivery.endpoints import EndpointSender


class Delivery:
    """Everything that leaves the emulator on its own account."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.cli_sessions = CliSessions(world)
        self._endpoints = EndpointSender(world)

    def flush(self) -> None:
        """Start delivering what was committed. Call it when the answer to the request is out."""
        outbox = self._world.outbox
        while outbox:
            self._start(outbox.pop(0))

    async def flush_and_wait(self, longest: float) -> None:
        """Deliver what was committed and return when the receivers have answered, or after ``longest`` seconds."""
        payments = [(outgoing.account, outgoing.recorded.order_key) for outgoing in self._world.outbox]
        self.flush()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(longest):
                for account, order_key in payments:
                    await self._endpoints.idle(account, order_key)
                    for session in self.cli_sessions.of(account):
                        await session.idle(order_key)

    async def close(self) -> None:
        self.cli_sessions.close()
        await self._endpoints.close()

    def _start(self, outgoing: Outgoing) -> None:
        account, recorded = outgoing.account, outgoing.recorded
        if outgoing.only in (None, "cli"):
            for session in self.cli_sessions.of(account):
                session.put(recorded)
        for endpoint in list(account.store.newest_first("webhook_endpoint")):
            wanted = outgoing.only is None and is_wanted(endpoint, recorded.event["type"])
            if wanted or outgoing.only == endpoint["id"]:
                self._endpoints.put(account, recorded, endpoint)

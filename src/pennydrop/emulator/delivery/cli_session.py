"""One ``stripe listen``: sends it events over its websocket and waits for the site's answer where order matters."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.event_log import RecordedEvent
from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.lanes import Lanes
from pennydrop.emulator.delivery.records import record_delivery
from pennydrop.emulator.delivery.signature import signed_headers

# Seconds. The CLI itself gives up on the site after 30.
LONGEST_WAIT = 30.0
# The CLI acknowledges a type before it filters, and says nothing more about one it does not forward.
PATIENCE_FOR_UNKNOWN_TYPE = 0.3


@dataclass
class _Conversation:
    """A frame that was sent: what the CLI has said about it so far."""

    entry: dict[str, Any]
    event_type: str
    started: float = field(default_factory=time.perf_counter)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class CliSession:
    """``forwarded`` are the types known to reach the site; a type is learnt from its first answer."""

    def __init__(self, world: World, account: Account) -> None:
        self.id = account.ids.new("websocket")
        self.account = account
        self._world = world
        self._forwarded = set(world.settings.forwarded_events)
        self._not_forwarded: set[str] = set()
        self._open: dict[str, _Conversation] = {}
        self._socket: WebSocket | None = None
        self._connected = asyncio.Event()
        self._lanes = Lanes(self._deliver)

    def put(self, recorded: RecordedEvent) -> None:
        """Queue an event; those of one payment go one after the other."""
        self._lanes.put(recorded.order_key, recorded)

    async def idle(self, order_key: str) -> None:
        """Return when all that was queued of one payment has been answered."""
        await self._lanes.idle(order_key)

    def close(self) -> None:
        self._lanes.close()

    async def serve(self, socket: WebSocket) -> None:
        """Talk to the CLI until it goes away."""
        self._socket = socket
        self._connected.set()
        try:
            while True:
                self._hear(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            # A CLI that reconnects may be here already on a new socket.
            if self._socket is socket:
                self._connected.clear()

    def _hear(self, text: str) -> None:
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            return
        conversation = self._open.get(message.get("webhook_conversation_id", ""))
        if conversation is None:
            return
        if message["type"] == "event_ack":
            conversation.acknowledged.set()
        elif message["type"] == "webhook_response":
            self._forwarded.add(conversation.event_type)
            self._not_forwarded.discard(conversation.event_type)
            elapsed = (time.perf_counter() - conversation.started) * 1000
            conversation.entry.update(status=message.get("status"), milliseconds=round(elapsed, 1))
            conversation.acknowledged.set()
            conversation.answered.set()

    async def _deliver(self, recorded: RecordedEvent) -> None:
        conversation_id = self.account.ids.new("webhook_conversation")
        entry = record_delivery(self._world, recorded, conversation_id, via="cli", target=self.id)
        conversation = _Conversation(entry, recorded.event["type"])
        self._open[conversation_id] = conversation
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._send(self._frame(recorded, conversation_id))
                await self._wait(conversation)
        except TimeoutError:
            entry["error"] = f"no answer from the CLI within {LONGEST_WAIT:.0f} s"
        # Kept for a while, because a late answer still teaches which types are forwarded.
        asyncio.get_running_loop().call_later(LONGEST_WAIT, self._open.pop, conversation_id, None)

    async def _send(self, frame: str) -> None:
        while True:
            await self._connected.wait()
            assert self._socket is not None  # noqa: S101 - connected means there is one
            try:
                await self._socket.send_text(frame)
            except (WebSocketDisconnect, RuntimeError):  # starlette's answer to a socket that is just being closed
                self._connected.clear()
            else:
                return

    async def _wait(self, conversation: _Conversation) -> None:
        if conversation.event_type in self._forwarded:
            await conversation.answered.wait()
            return
        await conversation.acknowledged.wait()
        if conversation.event_type in self._not_forwarded or self._world.settings.forwarded_events:
            return
        try:
            async with asyncio.timeout(PATIENCE_FOR_UNKNOWN_TYPE):
                await conversation.answered.wait()
        except TimeoutError:
            self._not_forwarded.add(conversation.event_type)

    def _frame(self, recorded: RecordedEvent, conversation_id: str) -> str:
        payload = recorded.payloads[self.account.api_version]
        message = {
            "type": "webhook_event",
            # A version here would mean "rendered for `listen --latest`", and the CLI would drop it without that flag.
            "endpoint": {"api_version": None},
            "event_payload": payload.decode(),
            "http_headers": signed_headers(payload, self.account.cli_secret),
            "webhook_conversation_id": conversation_id,
            "webhook_id": "we_" + self.id,
        }
        return orjson.dumps(message).decode()

"""The CLI sessions that are open, by account."""

from __future__ import annotations

import asyncio

from starlette.responses import JSONResponse
from starlette.websockets import WebSocket

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.world import World
from pennydrop.emulator.delivery.cli_session import CliSession

SUBPROTOCOL = "stripecli-devproxy-v1"
# Seconds a CLI may be away (it redials about one second after a lost connection) before its session is closed.
GRACE = 15.0


class CliSessions:
    """Opens sessions, connects their sockets, forgets them when the CLI stays away."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: dict[str, CliSession] = {}
        self._sockets: dict[str, int] = {}

    def open(self, account: Account) -> CliSession:
        """A new session. Events are kept for it from now on, so that none is lost until its socket is there."""
        session = CliSession(self._world, account)
        self._sessions[session.id] = session
        self._sockets[session.id] = 0
        self._close_if_deserted(session, GRACE)
        return session

    def of(self, account: Account) -> list[CliSession]:
        return [session for session in self._sessions.values() if session.account is account]

    async def connect(self, socket: WebSocket, session_id: str) -> None:
        """Serve a CLI's socket; an unknown id is refused in the words the CLI understands."""
        session = self._sessions.get(session_id)
        if session is None:
            # On these words the CLI opens a new session; on anything else it dials the old one for ever.
            refusal = {"error": {"message": "Unknown WebSocket ID.", "type": "invalid_request_error"}}
            await socket.send_denial_response(JSONResponse(refusal, 400))
            return
        offered = socket.scope.get("subprotocols", [])
        await socket.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in offered else None)
        self._sockets[session_id] += 1
        try:
            await session.serve(socket)
        finally:
            self._sockets[session_id] -= 1
            self._close_if_deserted(session, GRACE)

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()

    def _close_if_deserted(self, session: CliSession, after: float) -> None:
        def look() -> None:
            if not self._sockets[session.id] and session.id in self._sessions:
                del self._sessions[session.id]
                session.close()

        asyncio.get_running_loop().call_later(after, look)

"""An ASGI server in a thread of its own, for the small servers around the site."""

from __future__ import annotations

import ssl
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

from pennydrop.eventually import eventually
from pennydrop.serving import KEEP_ALIVE, listen


class ServerThread:
    """Serves ``app`` on a port of 127.0.0.1; it may be stopped and started again, with another TLS context."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app, self._port = app, port
        self._server: uvicorn.Server | None = None
        self._thread: Thread | None = None

    def start(self, context: ssl.SSLContext | None = None) -> None:
        """Return when it answers. ``PortTaken`` if somebody else has the port."""
        listener = listen(self._port, "the rehearsal's web server")
        config = uvicorn.Config(
            self._app,
            log_level="error",
            loop="asyncio",  # uvloop cannot be closed while a browser still holds a connection
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
        )
        config.load()
        config.ssl = context
        server = uvicorn.Server(config)
        self._server = server
        self._thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        eventually("the web server listens", lambda: server.started)

    def stop(self) -> None:
        """Return when the port is free again."""
        if self._server and self._thread:
            # Stripe, or a browser, holds connections open for its next request; nobody waits for those.
            for connection in list(self._server.server_state.connections):
                connection.loop.call_soon_threadsafe(connection.transport.abort)
            self._server.should_exit = self._server.force_exit = True
            self._thread.join()
        self._server = self._thread = None

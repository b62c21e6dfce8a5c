"""How the harness's own servers (relay, catcher) take a port on this machine and serve on it."""

from __future__ import annotations

import os
import socket

import uvicorn
from starlette.types import ASGIApp

from pennydrop.errors import PortTaken

LOOPBACK = "127.0.0.1"
# Longer than any run. uvicorn would end a connection after 5 s of silence, and whoever used it at that very moment
# would get no answer: a scenario without a verdict.
KEEP_ALIVE = 3600


def listen(port: int, purpose: str) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one. ``PortTaken`` names the port and the ``purpose``."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # a restart need not wait for the last run's connections; elsewhere it would share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(128)  # at once: until somebody listens, the kernel would give the port to a second process too
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"port {port} ({purpose}) cannot be taken: {error.strerror}; end the other program or choose another port"
        ) from None
    return listener


def port_of(listener: socket.socket) -> int:
    """The port a socket of :func:`listen` really has."""
    port: int = listener.getsockname()[1]
    return port


def server(app: ASGIApp) -> uvicorn.Server:
    """A uvicorn server for ``app``; give :meth:`uvicorn.Server.run` the sockets. It ends on SIGINT and SIGTERM."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            date_header=False,  # the relay passes on the site's own
            timeout_graceful_shutdown=2,
        )
    )

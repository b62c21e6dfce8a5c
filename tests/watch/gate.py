"""A way to Stripe that can be shut: what a watch sees when the network is gone for a moment."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 65536


class Gate(socketserver.ThreadingTCPServer):
    """Leads to ``target`` while ``is_open``; a connection made when it is shut is closed at once."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, target: str) -> None:
        address = urlsplit(target)
        self.target = (address.hostname or "", address.port or 80)
        self.is_open = True
        super().__init__(("127.0.0.1", 0), _Passage)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passage(socketserver.BaseRequestHandler):
    server: Gate

    def handle(self) -> None:
        if not self.server.is_open:
            return
        with socket.create_connection(self.server.target) as beyond:
            back = threading.Thread(target=self._pump, args=(beyond, self.request), daemon=True)
            back.start()
            self._pump(self.request, beyond)
            back.join()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while self.server.is_open and (data := source.recv(CHUNK)):
                if not self.server.is_open:
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def gate_to(target: str) -> Iterator[Gate]:
    """A gate that is gone with the block."""
    with Gate(target) as gate:
        thread = threading.Thread(target=gate.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield gate
        finally:
            gate.shutdown()
            thread.join()
